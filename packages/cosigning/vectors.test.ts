import { decodeHex } from '@keyward/codec'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FROZEN_PAIRS, type FrozenSignIn, makeFrozen } from './cases/frozen.ts'
import { makeFrozenStatements } from './cases/frozen-statements.ts'
import { assertionOf, isGood } from './cases/scene.ts'

const KINDS = ['es256', 'eddsa', 'rs256'] as const
const file = new URL('vectors/sign-ins-v1.json', import.meta.url)
const frozen = JSON.parse(readFileSync(file, 'utf8')) as Record<string, FrozenSignIn>

test('there is a frozen sign-in of each algorithm', () => {
  expect(Object.keys(frozen)).toEqual([...KINDS])
})

describe.each(KINDS)('the frozen sign-in of %s', (kind) => {
  test('comes out byte for byte: deal, halves, request, answer and signature', async () => {
    expect(await makeFrozen(kind)).toEqual(frozen[kind])
  })

  test('is good for OpenSSL', () => {
    const signature = decodeHex(frozen[kind]?.signature ?? '')
    expect(isGood(FROZEN_PAIRS[kind].publicKey, assertionOf(0), signature)).toBe(true)
  })
})

test('the frozen statements come out byte for byte', () => {
  const statements = new URL('vectors/statements-v1.json', import.meta.url)
  const made = makeFrozenStatements()
  expect(Object.keys(made)).toHaveLength(9)
  expect(made).toEqual(JSON.parse(readFileSync(statements, 'utf8')))
})
