import { CodecError } from './error.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const INVALID = 255

/** Bytes that are turned into text at once; a multiple of three, and few enough for one call. */
const CHUNK = 6144

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))
const VALUES = new Uint8Array(128).fill(INVALID)
for (let i = 0; i < ALPHABET.length; i += 1) VALUES[ALPHABET.charCodeAt(i)] = i

/** Encodes bytes as base64url without padding (RFC 4648 section 5). */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += encodeChunk(bytes, start, Math.min(start + CHUNK, bytes.length))
  }
  return text
}

function encodeChunk(bytes: Uint8Array, start: number, end: number): string {
  const codes: number[] = []
  // Past the end a byte reads as undefined, which counts as zero bits.
  for (let i = start; i < end; i += 3) {
    const bits =
      ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number)
    codes.push(
      CODES[bits >> 18] as number,
      CODES[(bits >> 12) & 63] as number,
      CODES[(bits >> 6) & 63] as number,
      CODES[bits & 63] as number,
    )
  }
  // One byte fills two characters and two bytes three: the rest of the last four is padding.
  const over = (end - start) % 3
  if (over !== 0) codes.length -= 3 - over
  return String.fromCharCode(...codes)
}

/**
 * Decodes base64url, padded or not. Refuses the characters of plain base64 and all other foreign
 * ones, a length of 1 modulo 4, wrong padding, and trailing bits that are not zero, so that one
 * byte string has one text.
 *
 * @throws {CodecError} `base64url.*`
 */
export function decodeBase64url(text: string): Uint8Array {
  const length = unpaddedLength(text)
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? (VALUES[code] as number) : INVALID
    if (value === INVALID) {
      throw new CodecError(
        'base64url.character',
        `Character ${i} is not of the base64url alphabet.`,
      )
    }
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at] = bits >> held
      at += 1
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) {
    throw new CodecError(
      'base64url.trailing-bits',
      'The last base64url character has bits that belong to no byte.',
    )
  }
  return bytes
}

function unpaddedLength(text: string): number {
  let length = text.length
  while (length > 0 && text.length - length < 2 && text.charCodeAt(length - 1) === 0x3d) length -= 1
  if (length !== text.length && text.length % 4 !== 0) {
    throw new CodecError('base64url.padding', 'The base64url padding does not fit the length.')
  }
  if (length % 4 === 1) {
    throw new CodecError(
      'base64url.length',
      'Base64url text cannot have this length: a character is missing.',
    )
  }
  return length
}
