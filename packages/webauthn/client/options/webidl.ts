import { toUsvString } from '@keyward/codec'
import { WebAuthnError } from '../../error.ts'
import { MAX_ENTRIES, tooLarge, type Budget } from './limits.ts'

/**
 * Conversions of page values as Web IDL defines them (section 3.2). What a getter, an iterator or a
 * `toString` of the page throws passes through unchanged, as it does in a browser. `what` names the
 * member in messages; values are never repeated there.
 */

/** @throws WebAuthnError `options.type` for a symbol, `options.too-large`. */
export function toDomString(value: unknown, what: string, budget: Budget): string {
  if (typeof value === 'symbol') throw wrongType(what, 'a string, not a symbol')
  const text = String(value)
  budget.spend(text.length)
  return text
}

/** As `toDomString`, with lone surrogates replaced by U+FFFD. */
export function toUsvStringMember(value: unknown, what: string, budget: Budget): string {
  return toUsvString(toDomString(value, what, budget))
}

/** Never throws. */
export function toBoolean(value: unknown): boolean {
  return Boolean(value)
}

/** 32 bits with sign, modulo 2^32; not a number and infinite become 0. */
export function toLong(value: unknown, what: string): number {
  return toNumber(value, what) | 0
}

/** 32 bits without sign, modulo 2^32; not a number and infinite become 0. */
export function toUnsignedLong(value: unknown, what: string): number {
  return toNumber(value, what) >>> 0
}

function toNumber(value: unknown, what: string): number {
  if (typeof value === 'symbol' || typeof value === 'bigint') {
    throw wrongType(what, `a number, not a ${typeof value}`)
  }
  // `Number` would also convert a BigInt that an object's `valueOf` gives.
  return +(value as number)
}

/** An array that iterates as arrays do gives its items by index, and the same ones. */
const ARRAY_ITERATOR = Array.prototype[Symbol.iterator]

function arrayItems<T>(
  array: readonly unknown[],
  what: string,
  convert: (item: unknown, what: string) => T,
): T[] {
  const items: T[] = []
  // The length is asked for at each step: a getter of an item may change it.
  for (let i = 0; i < array.length; i += 1) {
    if (i === MAX_ENTRIES) throw tooLarge(what, MAX_ENTRIES, 'entries')
    items.push(convert(array[i], `${what}[${i}]`))
  }
  return items
}

/**
 * Any iterable object, not only arrays; a string is none.
 *
 * @throws WebAuthnError `options.type`, `options.too-large`.
 */
export function toSequence<T>(
  value: unknown,
  what: string,
  convert: (item: unknown, what: string) => T,
): T[] {
  if (!isObject(value)) throw wrongType(what, 'a list')
  const method = value[Symbol.iterator]
  if (method === undefined || method === null) throw wrongType(what, 'a list')
  if (typeof method !== 'function') throw wrongType(what, 'a list')
  if (Array.isArray(value) && method === ARRAY_ITERATOR) return arrayItems(value, what, convert)
  // The method is read once, so that a getter cannot answer differently the second time.
  const iterable = {
    [Symbol.iterator]: () => Reflect.apply(method, value, []) as Iterator<unknown>,
  }
  const items: T[] = []
  for (const item of iterable) {
    if (items.length === MAX_ENTRIES) throw tooLarge(what, MAX_ENTRIES, 'entries')
    items.push(convert(item, `${what}[${items.length}]`))
  }
  return items
}

/**
 * `record<DOMString, T>`: own enumerable properties in their order.
 *
 * @throws WebAuthnError `options.type`, `options.too-large`.
 */
export function toRecord<T>(
  value: unknown,
  what: string,
  budget: Budget,
  convert: (item: unknown, what: string) => T,
): Map<string, T> {
  if (!isObject(value)) throw wrongType(what, 'an object')
  const entries = new Map<string, T>()
  for (const key of Reflect.ownKeys(value)) {
    if (Reflect.getOwnPropertyDescriptor(value, key)?.enumerable !== true) continue
    if (entries.size === MAX_ENTRIES) throw tooLarge(what, MAX_ENTRIES, 'entries')
    const name = toDomString(key, `a key of ${what}`, budget)
    entries.set(name, convert(value[key], `a value of ${what}`))
  }
  return entries
}

/** Reads one member of a dictionary, once. `undefined` means that the member is absent. */
export type ReadMember = (name: string) => unknown

/**
 * A dictionary: an object of any class or Proxy; undefined and null stand for one without members.
 *
 * @throws WebAuthnError `options.type` for anything else.
 */
export function toDictionary(value: unknown, what: string): ReadMember {
  if (value === undefined || value === null) return () => undefined
  if (!isObject(value)) throw wrongType(what, 'an object')
  return (name) => value[name]
}

/** @throws WebAuthnError `options.missing` when a required member is absent. */
export function requireMember(value: unknown, what: string): unknown {
  if (value === undefined) {
    throw new WebAuthnError('options.missing', `The required member ${what} is missing.`)
  }
  return value
}

/** The error for a member of the wrong type. */
export function wrongType(what: string, expected: string): WebAuthnError {
  return new WebAuthnError('options.type', `${what} must be ${expected}.`)
}

export function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
