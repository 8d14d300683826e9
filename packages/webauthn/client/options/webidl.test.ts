import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { makeBudget, MAX_ENTRIES, MAX_TOTAL_SIZE } from './limits.ts'
import {
  requireMember,
  toBoolean,
  toDictionary,
  toDomString,
  toLong,
  toRecord,
  toSequence,
  toUnsignedLong,
  toUsvStringMember,
} from './webidl.ts'

const budget = makeBudget()

describe('[C19] strings and numbers are coerced as Web IDL does', () => {
  const longs: readonly (readonly [unknown, number, number])[] = [
    [-257, -257, 4_294_967_039],
    ['-257', -257, 4_294_967_039],
    ['-7.0', -7, 4_294_967_289],
    [-7.9, -7, 4_294_967_289],
    ['0x10', 16, 16],
    [' 5 ', 5, 5],
    ['', 0, 0],
    ['five', 0, 0],
    [Number.NaN, 0, 0],
    [Number.POSITIVE_INFINITY, 0, 0],
    [null, 0, 0],
    [undefined, 0, 0],
    [true, 1, 1],
    [[7], 7, 7],
    [{ valueOf: () => 8 }, 8, 8],
    [2 ** 31, -(2 ** 31), 2 ** 31],
    [2 ** 32 + 5, 5, 5],
    [1_800_000.0, 1_800_000, 1_800_000],
  ]
  test.each(longs)('%o as long and unsigned long', (value, signed, unsigned) => {
    expect(Object.is(toLong(value, 'x'), signed)).toBe(true)
    expect(toUnsignedLong(value, 'x')).toBe(unsigned)
  })

  test('the same as the engine itself converts', () => {
    const native = new Int32Array(1)
    for (const [value] of longs) {
      native[0] = value as number
      expect(toLong(value, 'x')).toBe(native[0])
    }
  })

  test('symbols and BigInts are no numbers', () => {
    for (const value of [Symbol('x'), 5n]) {
      expect(ruleOf(() => toLong(value, 'x'))).toBe('options.type')
      expect(ruleOf(() => toUnsignedLong(value, 'x'))).toBe('options.type')
    }
    expect(() => toLong({ valueOf: () => 5n }, 'x')).toThrow(TypeError)
  })

  const texts: readonly (readonly [unknown, string])[] = [
    ['a', 'a'],
    [5, '5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [['a', 'b'], 'a,b'],
    [5n, '5'],
    [{ toString: () => 'x' }, 'x'],
  ]
  test.each(texts)('%o as DOMString', (value, text) => {
    expect(toDomString(value, 'x', budget)).toBe(text)
  })

  test('a symbol is no string, and an object without an answer is the page’s error', () => {
    expect(ruleOf(() => toDomString(Symbol('x'), 'x', budget))).toBe('options.type')
    expect(() => toDomString(Object.create(null), 'x', budget)).toThrow(TypeError)
  })

  test('lone surrogates survive in a DOMString and are replaced in a USVString', () => {
    expect(toDomString('a\ud800', 'x', budget)).toBe('a\ud800')
    expect(toUsvStringMember('a\ud800😀', 'x', budget)).toBe('a\ufffd😀')
  })

  test('booleans', () => {
    expect([true, 1, 'false', {}, []].map(toBoolean)).toEqual([true, true, true, true, true])
    expect([false, 0, '', null, undefined, Number.NaN].map(toBoolean)).not.toContain(true)
  })
})

describe('lists', () => {
  const same = (item: unknown): unknown => item

  test('every iterable object is one', () => {
    function* generated() {
      yield 1
      yield 2
    }
    for (const list of [[1, 2], new Set([1, 2]), generated(), Uint8Array.of(1, 2)]) {
      expect(toSequence(list, 'x', same)).toEqual([1, 2])
    }
    expect(toSequence(new Proxy([1, 2], {}), 'x', same)).toEqual([1, 2])
    // oxlint-disable-next-line no-sparse-arrays
    expect(toSequence([1, , 2], 'x', same)).toEqual([1, undefined, 2])
  })

  test('the iterator method is read once', () => {
    let reads = 0
    const list = {
      get [Symbol.iterator]() {
        reads += 1
        return () => [1][Symbol.iterator]()
      },
    }
    expect(toSequence(list, 'x', same)).toEqual([1])
    expect(reads).toBe(1)
  })

  test.each([undefined, null, 'ab', 5, {}, { length: 1, 0: 'a' }, { [Symbol.iterator]: 5 }])(
    '%o is none',
    (value) => {
      expect(ruleOf(() => toSequence(value, 'x', same))).toBe('options.type')
    },
  )

  test('an endless one ends at the limit', () => {
    function* endless(count: number) {
      for (let n = 0; n < count; n += 1) yield n
    }
    expect(toSequence(endless(MAX_ENTRIES), 'x', same)).toHaveLength(MAX_ENTRIES)
    expect(ruleOf(() => toSequence(endless(Infinity), 'x', same))).toBe('options.too-large')
  })
})

describe('records and dictionaries', () => {
  const record = (value: unknown) => toRecord(value, 'x', makeBudget(), (item) => item)

  test('own enumerable properties, in order, with __proto__ as a key like any other', () => {
    const value = Object.create({ inherited: 1 }, { hidden: { value: 1 } })
    Object.assign(value, { b: 1, a: 2 })
    expect([...record(value)]).toEqual([
      ['b', 1],
      ['a', 2],
    ])
    expect([...record(JSON.parse('{"__proto__":5}'))]).toEqual([['__proto__', 5]])
  })

  test('what is no record', () => {
    for (const value of [undefined, null, 'a', 5, { [Symbol('x')]: 1 }]) {
      expect(ruleOf(() => record(value))).toBe('options.type')
    }
    const many = Object.fromEntries(Array.from({ length: MAX_ENTRIES + 1 }, (_, n) => [n, n]))
    expect(ruleOf(() => record(many))).toBe('options.too-large')
  })

  test('a dictionary reads inherited members, getters and Proxies; undefined and null have none', () => {
    class Options {
      get inherited() {
        return 5
      }
    }
    expect(toDictionary(new Options(), 'x')('inherited')).toBe(5)
    expect(toDictionary(new Proxy({ a: 1 }, {}), 'x')('a')).toBe(1)
    expect(toDictionary(() => 1, 'x')('name')).toBe('')
    expect(toDictionary(undefined, 'x')('a')).toBeUndefined()
    expect(toDictionary(null, 'x')('a')).toBeUndefined()
    for (const value of ['a', 5, true, Symbol('x')]) {
      expect(ruleOf(() => toDictionary(value, 'x'))).toBe('options.type')
    }
  })

  test('a required member may be null, not absent', () => {
    expect(requireMember(null, 'x')).toBeNull()
    expect(ruleOf(() => requireMember(undefined, 'x'))).toBe('options.missing')
  })

  test('all strings of a request together have a limit', () => {
    const own = makeBudget()
    toDomString('a'.repeat(MAX_TOTAL_SIZE), 'x', own)
    expect(ruleOf(() => toDomString('a', 'x', own))).toBe('options.too-large')
  })
})
