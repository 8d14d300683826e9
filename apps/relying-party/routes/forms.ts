import type { Context } from 'hono'
import { Refusal } from '../errors.ts'

/** The fields of a form, or of a JSON object, as they were sent. */
export type Fields = Record<string, unknown>

export function readForm(c: Context): Promise<Fields> {
  return c.req.parseBody()
}

/** @throws {Refusal} `invalid_request` unless the body is a JSON object and says so */
export async function readJson(c: Context): Promise<Fields> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refusal(
      'invalid_request',
      'Send JSON, with the header Content-Type: application/json.',
    )
  }
  const value: unknown = await c.req.json().catch((cause: unknown) => {
    throw new Refusal('invalid_request', 'The body is not valid JSON.', { cause })
  })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('invalid_request', 'The body must be a JSON object.')
  }
  return value as Fields
}

/** Where to go after signing in: a path of Perch's own, whatever was asked for. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/'
  const base = 'http://perch.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined
  return url?.origin === base ? url.pathname + url.search + url.hash : '/'
}
