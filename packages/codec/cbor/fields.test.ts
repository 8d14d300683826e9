import { describe, expect, test } from 'vitest'
import { CodecError } from '../error.ts'
import { encodeCbor } from './encode.ts'
import { Fields } from './fields.ts'
import type { CborValue } from './value.ts'

class Refused extends Error {}
const refuse = (what: string, options?: { cause: unknown }): Refused => new Refused(what, options)

const ID = new Uint8Array(16)
const MEMBERS: readonly [string, CborValue][] = [
  ['id', ID],
  ['inner', new Map([['n', 7]])],
  ['items', [1, 2]],
  ['text', 'abc'],
  ['word', 'owner'],
]
const NAMES = MEMBERS.map(([name]) => name)
const MAP = new Map<string, CborValue>(MEMBERS)
const fields = Fields.parse(encodeCbor(MAP), NAMES, refuse)

describe('the members of a map', () => {
  test('are read by name and type', () => {
    expect(fields.bytes('id')).toEqual(ID)
    expect(fields.id('id')).toBe('A'.repeat(22))
    expect(fields.map('inner', ['n']).uint('n', 7)).toBe(7)
    expect(fields.list('items', 2)).toEqual([1, 2])
    expect(fields.text('text', 3)).toBe('abc')
    expect(fields.oneOf('word', ['owner', 'manager'])).toBe('owner')
    expect(fields.get('absent')).toBeUndefined()
  })

  test('are together the map that encodes to the same bytes', () => {
    expect(encodeCbor(fields.source)).toEqual(encodeCbor(MAP))
  })

  test.each<[string, () => unknown, string]>([
    ['of another type', () => fields.bytes('text'), 'text is no byte string'],
    ['of another length', () => fields.bytes('id', 32), 'id is no byte string'],
    ['no id', () => fields.id('word'), 'word is no byte string'],
    ['too long a list', () => fields.list('items', 1), 'items is no list of at most 1'],
    ['no list', () => fields.list('id', 99), 'id is no list'],
    ['too long a text', () => fields.text('text', 2), 'text is no text of at most 2'],
    ['no text', () => fields.text('id', 99), 'id is no text'],
    ['no number', () => fields.uint('text'), 'text is no number from 0'],
    ['too small', () => fields.map('inner', ['n']).uint('n', 8), 'n is no number from 8'],
    ['another word', () => fields.oneOf('word', ['manager']), 'word is an unknown word'],
    ['no map', () => fields.map('id', []), 'a map was expected'],
    ['a map of other members', () => fields.map('inner', ['m']), 'it has other members'],
    ['not there', () => fields.bytes('absent'), 'absent is no byte string'],
  ])('that are %s are refused as the package says', (_, read, message) => {
    expect(read).toThrow(Refused)
    expect(read).toThrow(message)
  })
})

describe('a map is refused', () => {
  test.each<[string, readonly string[]]>([
    ['with a member too many', NAMES.slice(1)],
    ['with a member too few', [...NAMES, 'more']],
    ['with a member of another name', [...NAMES.slice(1), 'other']],
  ])('%s', (_, names) => {
    expect(() => new Fields(MAP, names, refuse)).toThrow(Refused)
  })

  test('with its cause, when it is no canonical CBOR', () => {
    const truncated = encodeCbor(MAP).slice(0, -1)
    expect(() => Fields.parse(truncated, NAMES, refuse)).toThrow(
      expect.objectContaining({ cause: expect.any(CodecError) }),
    )
  })
})

test('a printed reader does not show its values', () => {
  const secret = new Fields(new Map([['text', 'a-secret']]), ['text'], refuse)
  expect(JSON.stringify(secret)).toBe('{}')
})
