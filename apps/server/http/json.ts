import { LIMITS } from '@keyward/protocol'
import { Refused } from '../auth/refused.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * The value of a JSON text. Its nesting is measured before it is parsed, so that a deep one costs
 * nothing; its strings are whole characters, without U+0000, which not every database can keep.
 *
 * @throws {Refused} `bad_request`
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (depthOf(bytes) > LIMITS.depth) throw malformed('The body is nested too deeply.')
  const value = parsed(bytes)
  checkStrings(value)
  return value
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's message quotes what it did not understand.
    throw malformed('The body is no JSON.')
  }
}

/** How deep brackets nest outside of strings. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) at = endOfString(bytes, at)
    else if (OPENING.has(byte)) deepest = Math.max(deepest, (depth += 1))
    else if (CLOSING.has(byte)) depth -= 1
  }
  return deepest
}

/** Where the quote is that ends a string. */
function endOfString(bytes: Uint8Array, start: number): number {
  let end = bytes.indexOf(QUOTE, start + 1)
  while (end !== -1) {
    let before = end - 1
    while (bytes[before] === BACKSLASH) before -= 1
    if ((end - before) % 2 === 1) return end
    end = bytes.indexOf(QUOTE, end + 1)
  }
  return bytes.length
}

function checkStrings(value: unknown): void {
  const left = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string') checkString(one)
    else if (typeof one === 'object' && one !== null) {
      Object.keys(one).forEach(checkString)
      for (const inner of Object.values(one)) left.push(inner)
    }
  }
}

function checkString(text: string): void {
  if (/\p{Surrogate}/u.test(text) || text.includes('\0'))
    throw malformed('The body holds a text with broken characters.')
}

function malformed(message: string): Refused {
  return new Refused('bad_request', { message })
}
