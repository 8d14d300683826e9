import { CodecError } from './error.ts'

/**
 * Replaces each lone surrogate by U+FFFD, as WebIDL does on conversion to a USVString
 * (https://webidl.spec.whatwg.org/#es-USVString).
 */
export function toUsvString(text: string): string {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (match) =>
    match.length === 2 ? match : '\uFFFD',
  )
}

/** Encodes text as UTF-8. Lone surrogates become U+FFFD. Never throws. */
export function encodeUtf8(text: string): Uint8Array {
  return encodeAscii(text) ?? encodeAny(text)
}

/** Most text is ASCII, and its length is known beforehand. */
function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return undefined
    bytes[i] = code
  }
  return bytes
}

function encodeAny(text: string): Uint8Array {
  const buffer = new Uint8Array(text.length * 3)
  let at = 0
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i)
    if (code < 0x80) {
      buffer[at++] = code
      continue
    }
    if (code < 0x800) {
      buffer[at++] = 0xc0 | (code >> 6)
      buffer[at++] = 0x80 | (code & 0x3f)
      continue
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(i + 1)
      if (code <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
        i += 1
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        buffer[at++] = 0xf0 | (code >> 18)
        buffer[at++] = 0x80 | ((code >> 12) & 0x3f)
        buffer[at++] = 0x80 | ((code >> 6) & 0x3f)
        buffer[at++] = 0x80 | (code & 0x3f)
        continue
      }
      code = 0xfffd
    }
    buffer[at++] = 0xe0 | (code >> 12)
    buffer[at++] = 0x80 | ((code >> 6) & 0x3f)
    buffer[at++] = 0x80 | (code & 0x3f)
  }
  return buffer.slice(0, at)
}

/**
 * Decodes UTF-8 strictly (RFC 3629): no overlong forms, surrogates, code points above U+10FFFF or
 * truncated sequences. A byte order mark is kept as U+FEFF.
 *
 * @throws {CodecError} `utf8.malformed`
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] as number
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      at += 1
      continue
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    const code = sequence(bytes, at, lead, length)
    text += String.fromCodePoint(code)
    at += length
  }
  return text
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const

function sequence(bytes: Uint8Array, at: number, lead: number, length: 2 | 3 | 4): number {
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) throw malformed(at)
  let code = lead & (0xff >> (length + 1))
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[at + i] as number
    if ((byte & 0xc0) !== 0x80) throw malformed(at + i)
    code = (code << 6) | (byte & 0x3f)
  }
  if (code < SMALLEST[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw malformed(at)
  return code
}

function malformed(at: number): CodecError {
  return new CodecError('utf8.malformed', `The bytes are not UTF-8 text (at byte ${at}).`)
}
