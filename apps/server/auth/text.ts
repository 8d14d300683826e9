import { Refused } from './refused.ts'

/**
 * The bytes of base64url text without padding. Done by Node.js, because compartments are large.
 *
 * @param path where in the request the text stands
 * @throws {Refused} `bad_request` for text that no bytes give
 */
export function bytesOf(text: string, path: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new Refused('bad_request', { path })
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Bytes as base64url text without padding. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
}
