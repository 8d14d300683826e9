import { describe, expect, test } from 'vitest'
import { type Field, fieldsOf, nullable } from './records.ts'
import type { CborValue } from './value.ts'

class Refused extends Error {}
const { record, list, bytes, bytesUpTo, integer, oneOf, asItStands } = fieldsOf(
  (expected) => new Refused(expected),
)

const person = record({
  name: oneOf('Olga', 'Omar'),
  age: nullable(integer(0, 150)),
  keys: list(bytes(2)),
  rest: asItStands,
})
const OLGA = { name: 'Olga', age: null, keys: [Uint8Array.of(1, 2)], rest: ['x'] } as const
const MAP = new Map<string, CborValue>(Object.entries(OLGA))

describe('a record', () => {
  test('stands as a map with its members, and is read back from it', () => {
    expect(person.names).toEqual(['name', 'age', 'keys', 'rest'])
    expect(person.encode(OLGA)).toEqual(MAP)
    expect(person.parse(MAP)).toEqual(OLGA)
  })

  test.each<[string, CborValue | undefined]>([
    ['one too many', new Map([...MAP, ['more', 1]])],
    ['one missing', new Map([...MAP].slice(1))],
    ['one of another name', new Map([...[...MAP].slice(0, 3), ['other', 1]])],
    ['one that is refused', new Map([...MAP, ['age', 151]])],
  ])('is refused with a member that is %s', (_, value) => {
    expect(() => person.parse(value)).toThrow(Refused)
  })
})

describe('a field takes what it names and nothing else', () => {
  test.each<[string, Field<unknown>, readonly CborValue[], readonly (CborValue | undefined)[]]>([
    ['2 bytes', bytes(2), [new Uint8Array(2)], [new Uint8Array(3), 'ab', [1, 2], undefined]],
    ['at most 2 bytes', bytesUpTo(2), [new Uint8Array()], [new Uint8Array(3), '', null]],
    ['a whole number from 1 on', integer(1), [1, 2 ** 53 - 1], [0, '1', undefined]],
    ['a whole number from 1 to 3', integer(1, 3), [1, 3], [0, 4, true]],
    ['one of a, b', oneOf('a', 'b'), ['a', 'b'], ['c', 1, undefined]],
    ['present', asItStands, [null, 0, ''], [undefined]],
    ['an array', list(integer(0)), [[], [1, 2]], ['12', new Map(), undefined]],
  ])('%s', (expected, field, taken, refused) => {
    for (const value of taken) expect(field.encode(field.parse(value))).toEqual(value)
    for (const value of refused) expect(() => field.parse(value)).toThrow(expected)
  })

  test('or null, where that is said', () => {
    const field = nullable(integer(1))
    expect([null, 1].map((value) => field.parse(value))).toEqual([null, 1])
    expect(() => field.parse(0)).toThrow(Refused)
    expect(() => field.parse(undefined)).toThrow(Refused)
  })

  test('and so does every element of a list', () => {
    expect(() => list(integer(0)).parse([1, 'x'])).toThrow('a whole number from 0 on')
  })
})
