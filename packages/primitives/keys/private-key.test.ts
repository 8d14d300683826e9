import { format, inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ed25519Pair, importPrivateKey, p256Pair } from './import.ts'

const SECRET = Uint8Array.from({ length: 32 }, (_, i) => i + 0x51)

const pairs = [
  ['P-256', p256Pair(SECRET).privateKey],
  ['Ed25519', ed25519Pair(SECRET).privateKey],
] as const

/** How the secret could look in a text: hexadecimal, base64, base64url, decimal numbers. */
const SHAPES = [
  Buffer.from(SECRET).toString('hex').slice(0, 12),
  Buffer.from(SECRET).toString('base64').slice(3, 12),
  Buffer.from(SECRET).toString('latin1').slice(0, 6),
  [...SECRET.subarray(0, 4)].join(','),
  [...SECRET.subarray(0, 4)].join(', '),
]

describe.each(pairs)('[C39] a %s private key never prints', (_, key) => {
  const texts: readonly (readonly [string, string])[] = [
    ['JSON.stringify', JSON.stringify(key)],
    ['JSON.stringify of what holds it', JSON.stringify({ nested: [key] })],
    ['util.inspect', inspect(key)],
    [
      'util.inspect of all there is',
      inspect(key, { showHidden: true, depth: null, getters: true }),
    ],
    ['util.inspect of what holds it', inspect({ nested: [key] }, { depth: null })],
    ['util.format', format('%s %o %O %j', key, key, key, key)],
    // oxlint-disable-next-line typescript/no-base-to-string -- what it prints is the question
    ['String', String(key)],
    ['a template', `${key}`],
    ['concatenation', 'a ' + key],
    ['its own members', JSON.stringify(Object.entries(key))],
    ['a spread copy', JSON.stringify({ ...key })],
    ['a structured clone', inspect(structuredClone(key), { showHidden: true, depth: null })],
    ['an error with it', inspect(new Error('refused', { cause: key }), { depth: null })],
  ]
  test.each(texts)('%s', (_name, text) => {
    expect(SHAPES.filter((shape) => text.includes(shape))).toEqual([])
  })

  test('what is shown says what it is', () => {
    expect(`${key}`).toBe('[private key]')
    expect(JSON.stringify({ key })).toBe('{"key":"[private key]"}')
    expect(inspect(key)).toBe('[private key]')
  })

  test('the shapes that are looked for are those of the key', () => {
    const exported = key.exportPkcs8()
    expect(Buffer.from(exported).toString('hex')).toContain(SHAPES[0])
    expect([...exported].join(',')).toContain(SHAPES[3])
  })

  test('exporting gives a copy', () => {
    const first = key.exportPkcs8()
    first.fill(0)
    expect(importPrivateKey(key.exportPkcs8()).privateKey.exportPkcs8()).toEqual(key.exportPkcs8())
  })
})
