import { describe, expect, test } from 'vitest'
import { hash, N, timesP256, toBytes } from '../cases/oracle.ts'
import { deriveNonce, makeNonce } from './nonce.ts'

const name = { dealId: new Uint8Array(16), index: 0 }
const bytesOf = (text: string): Uint8Array => hash('sha256', Buffer.from(text))

describe('a nonce at its edges', () => {
  test.each([1n, 2n, N - 1n])('k = %d has the r of school arithmetic', (k) => {
    const r = (timesP256(k) as readonly [bigint, bigint])[0] % N
    expect(makeNonce(() => k)).toEqual({ k, r })
  })

  test('k and n - k have the same r', () => {
    expect(makeNonce(() => N - 5n).r).toBe(makeNonce(() => 5n).r)
  })

  test('a k of 0 is passed over', () => {
    const ks = [0n, 0n, 7n, 8n]
    expect(makeNonce(() => ks.shift() as bigint).k).toBe(7n)
    expect(ks).toEqual([8n])
  })

  test('an r of 0 is passed over with its k', () => {
    const ks = [7n, 8n, 9n, 10n]
    const rOf = (k: bigint): bigint => (k < 9n ? 0n : 1n)
    expect(makeNonce(() => ks.shift() as bigint, rOf)).toEqual({ k: 9n, r: 1n })
    expect(ks).toEqual([10n])
  })
})

test('k depends on the random bytes, on the key, on the deal and on the index', () => {
  const [random, key] = [bytesOf('random'), bytesOf('key')]
  const ks = [
    deriveNonce(random, key, name),
    deriveNonce(bytesOf('other random'), key, name),
    deriveNonce(random, bytesOf('other key'), name),
    deriveNonce(random, key, { ...name, index: 1 }),
    deriveNonce(random, key, { ...name, dealId: new Uint8Array(16).fill(1) }),
  ]
  expect(new Set(ks).size).toBe(ks.length)
  expect(ks.every((k) => k > 0n && k < N)).toBe(true)
  expect(deriveNonce(random, key, name)).toBe(ks[0])
})

test('what is reduced for k has 128 bits more than n', () => {
  const distinct = Array.from({ length: 64 }, (_, i) =>
    deriveNonce(toBytes(BigInt(i), 32), toBytes(1n, 32), name),
  )
  // The top bits of n are ones and zeros in blocks: a shorter number would leave its own pattern.
  expect(distinct.filter((k) => k >> 255n === 1n).length).toBeGreaterThan(12)
  expect(distinct.filter((k) => k >> 255n === 0n).length).toBeGreaterThan(12)
})
