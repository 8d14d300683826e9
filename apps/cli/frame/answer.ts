import type { Page } from './page.ts'

/** What a command found or did. Programs get the value, people the text. */
export interface Answer {
  /** One JSON value: dates in ISO 8601, bytes in base64url. */
  readonly json: unknown
  /** Whole lines. */
  readonly text: (page: Page) => string
  /** Sentences for people on standard error, such as what waits to be synchronised. */
  readonly remarks?: readonly string[]
  /** False for an answer that still counts as a refusal, such as a log that does not verify. */
  readonly isGood?: boolean
}

/** The answer of a command that has done what it was told, and has no more to say than that. */
export function done(sentence: string, json: Readonly<Record<string, unknown>> = {}): Answer {
  return { json: { done: true, ...json }, text: (page) => page.line(sentence) }
}
