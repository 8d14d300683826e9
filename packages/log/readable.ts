import { encodeBase64url } from '@keyward/codec'
import type { ActivityEntry } from './entry.ts'

type Readable = string | number | boolean | null

/** The subject's members as text, number, boolean or null; bytes are base64url text. */
export function readableSubject({ subject }: ActivityEntry): readonly [string, Readable][] {
  return Object.entries(subject).map(([name, value]: [string, Readable | Uint8Array]) => [
    name,
    value instanceof Uint8Array ? encodeBase64url(value) : value,
  ])
}

/** UTC in the form of ISO 8601, with milliseconds. */
export function isoTime(time: number): string {
  return new Date(time).toISOString()
}
