import { encodeBase64url } from '@keyward/codec'
import { isBufferSource, toBytes } from './buffer-source.ts'
import { makeBudget, MAX_CHALLENGE_BYTES, tooLarge } from './limits.ts'
import { isObject } from './webidl.ts'

/** Which strict functions the value is meant for: those of the JSON forms or those of a page. */
export type Form = 'json' | 'page'

/**
 * Rewrites bytes that a site has written in another way into the way of the form: base64url text or
 * a Uint8Array. Whatever is not recognised is handed on for the strict functions to refuse.
 *
 * Recognised are arrays of numbers and objects such as `{"0":1,"1":2}` in both forms; base64 with
 * `+` and `/`, and buffers, in JSON alone.
 */
export function tolerateBytes(value: unknown, form: Form): unknown {
  if (form === 'json') {
    if (typeof value === 'string') return value.replaceAll('+', '-').replaceAll('/', '_')
    if (isBufferSource(value)) return encodeBase64url(toBytes(value, 'a buffer', makeBudget()))
  }
  if (!isObject(value) || isBufferSource(value)) return value
  const numbers = Array.isArray(value) ? value : indexedValues(value)
  if (numbers === null) return value
  if (numbers.length > MAX_CHALLENGE_BYTES) {
    throw tooLarge('A list of bytes', MAX_CHALLENGE_BYTES, 'bytes')
  }
  if (!numbers.every(isByte)) return value
  const bytes = Uint8Array.from(numbers)
  return form === 'json' ? encodeBase64url(bytes) : bytes
}

/** Null unless the keys are 0, 1, 2 and so on. Objects without members are not taken for bytes. */
function indexedValues(value: Record<PropertyKey, unknown>): unknown[] | null {
  const keys = Object.keys(value)
  if (keys.length === 0 || !keys.every((key, index) => key === String(index))) return null
  return keys.map((key) => value[key])
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255
}
