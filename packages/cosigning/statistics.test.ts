import { concatBytes } from '@keyward/codec'
import { parsePrivateDer } from '@keyward/primitives/keys'
import { decode } from 'cborg'
import { describe, expect, test } from 'vitest'
import {
  eddsaHalf,
  es256Halves,
  fromBytes,
  fromLittle,
  rs256Half,
  toBytes,
  toLittle,
} from './cases/oracle.ts'
import { seededRandom } from './cases/random.ts'
import { dealOut } from './cases/scene.ts'
import { passkeyFromScalar } from './cases/secrets.ts'
import { bitRates, chiSquared } from './cases/statistics.ts'
import { FROZEN_PAIRS } from './cases/frozen.ts'
import { deriveGranteeScalar } from './dealer/eddsa.ts'
import { deriveGranteeExponent } from './dealer/rs256.ts'

/**
 * χ² with 255 degrees of freedom lies outside of these once in a million times by chance. All inputs
 * are fixed, so what passes once passes always.
 */
const LEAST = 158
const MOST = 378

const ROWS = 300
const random = seededRandom('statistics')
const secretOf = (bytes: Uint8Array): Uint8Array => (decode(bytes) as { secret: Uint8Array }).secret

function expectUniform(
  numbers: readonly bigint[],
  width: number,
  write: (n: bigint) => Uint8Array,
): void {
  const chi = chiSquared(concatBytes(...numbers.map(write)))
  expect(chi).toBeGreaterThan(LEAST)
  expect(chi).toBeLessThan(MOST)
  // Five standard deviations of a fair coin.
  const most = 2.5 / Math.sqrt(numbers.length)
  for (const rate of bitRates(numbers, width)) expect(Math.abs(rate - 0.5)).toBeLessThan(most)
}

describe.each([
  ['1', 1n],
  ['a key with few bits set', 2n ** 255n],
  ['any key', 0x5eed_5eed_5eed_5eed_5eed_5eed_5eed_5eed_5eed_5eedn],
])('ES256: halves of the key d = %s', (_, d) => {
  const pair = passkeyFromScalar(toBytes(d, 32))
  const dealt = dealOut(pair, ROWS, { source: seededRandom(`rows ${d}`) })
  const rows = secretOf(dealt.forGrantee)
  const { dealId } = decode(dealt.forSigner) as { dealId: Uint8Array }
  const indices = Array.from({ length: ROWS }, (_row, index) => index)
  const numberAt = (index: number, at: number): bigint =>
    fromBytes(rows.subarray(index * 112 + at, index * 112 + at + 32))
  const halves = indices.map((index) => es256Halves(secretOf(dealt.forSigner), dealId, index))

  test.each([
    ['u2', indices.map((index) => numberAt(index, 0))],
    ['v2', indices.map((index) => numberAt(index, 32))],
    ['r', indices.map((index) => numberAt(index, 64))],
    ['u1', halves.map(({ u1 }) => u1)],
    ['v1', halves.map(({ v1 }) => v1)],
  ] as const)('%s looks like any number', (_name, numbers) => {
    expect(new Set(numbers).size).toBe(ROWS)
    // n has ones and zeros in blocks at its top, so that its 224 lowest bits are the fair ones.
    expectUniform(numbers, 224, (number) => toBytes(number, 32).subarray(4))
  })
})

test("EdDSA: the grantee's and the signer's scalars look like any number", () => {
  const key = new Uint8Array(32)
  const deals = Array.from({ length: ROWS }, () => ({ seed: random(32), dealId: random(16) }))
  const a2 = deals.map((deal) => fromLittle(deriveGranteeScalar({ ...deal, key })))
  const a1 = deals.map(({ seed, dealId }) => eddsaHalf(seed, dealId))
  for (const halves of [a1, a2]) {
    expect(new Set(halves).size).toBe(ROWS)
    expectUniform(halves, 251, (number) => toLittle(number).subarray(0, 31))
  }
})

test("RS256: the grantee's and the signer's exponents look like any number", () => {
  const numbers = parsePrivateDer(FROZEN_PAIRS.rs256.privateKey.exportPkcs8())
  if (numbers.kind !== 'rsa') throw new Error('The key is not for RSA.')
  const key = numbers.numbers
  const deals = Array.from({ length: ROWS }, () => ({ seed: random(32), dealId: random(16) }))
  const d2 = deals.map((deal) => fromBytes(deriveGranteeExponent({ ...deal, key })))
  const d1 = deals.map(({ seed, dealId }) => rs256Half(seed, dealId, 256))
  expectUniform(d1, 2176, (number) => toBytes(number, 272))
  expectUniform(d2, 2040, (number) => toBytes(number, 256).subarray(1))
})
