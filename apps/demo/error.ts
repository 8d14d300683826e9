/** Every way in which the demonstration stops, by what was wrong. */
export type DemoRule =
  /** The command line. */
  | 'demo.arguments'
  /** A server that others may reach. */
  | 'demo.not-local'
  /** Perch did not answer, or refused. */
  | 'demo.perch'
  /** Something did not hold that the demonstration shows. */
  | 'demo.expected'

/** The one error of this package. Its message is a sentence for people and holds no secret. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
  readonly rule: DemoRule

  constructor(rule: DemoRule, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.rule = rule
  }
}

/** What went wrong, for people: the sentence of an error, whichever package it is of. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
