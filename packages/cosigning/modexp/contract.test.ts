import { generateKeyPairSync } from 'node:crypto'
import { decodeBase64url } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainModExp } from '../cases/plain-modexp.ts'
import { fromBytes, power, toBytes } from '../cases/oracle.ts'
import { nodeModExp } from './node.ts'
import type { ModExp } from './port.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const modulus = decodeBase64url(privateKey.export({ format: 'jwk' }).n as string)
const N = fromBytes(modulus)
const refused = expect.objectContaining({ name: 'CosigningError', rule: 'modexp.refused' })

const IMPLEMENTATIONS: readonly (readonly [string, ModExp])[] = [
  ['node', nodeModExp],
  ['plain', plainModExp],
]

describe.each(IMPLEMENTATIONS)('the power modulo N by %s', (_, modexp) => {
  const run = async (base: bigint, exponent: Uint8Array): Promise<bigint> => {
    const result = await modexp({ base: toBytes(base, 256), exponent, modulus })
    expect(result).toHaveLength(256)
    return fromBytes(result)
  }

  test('is that of school arithmetic, for exponents that are shorter, as long and longer than N', async () => {
    const base = fc.bigInt({ min: 2n, max: N - 2n })
    for (const length of [1, 3, 256, 272]) {
      const exponents = fc.uint8Array({ minLength: length, maxLength: length })
      const nonZero = exponents.filter((bytes) => bytes.some((byte) => byte !== 0))
      await fc.assert(
        fc.asyncProperty(base, nonZero, async (b, exponent) => {
          expect(await run(b, exponent)).toBe(power(b, fromBytes(exponent), N))
        }),
        { numRuns: 4 },
      )
    }
  })

  test('takes bases from 2 to N - 2 to the power of 1', async () => {
    for (const base of [2n, N - 2n]) expect(await run(base, Uint8Array.of(0, 1))).toBe(base)
  })

  test.each([
    ['0', 0n],
    ['1', 1n],
    ['N - 1', N - 1n],
    ['N', N],
  ])('refuses the base %s', async (_name, base) => {
    await expect((async () => run(base, Uint8Array.of(3)))()).rejects.toThrow(refused)
  })

  test('refuses the exponent 0, an even N and an N that is too short', async () => {
    const base = toBytes(5n, 256)
    const exponent = Uint8Array.of(3)
    const inputs = [
      { base, exponent: new Uint8Array(4), modulus },
      { base, exponent, modulus: toBytes(N - 1n, 256) },
      { base: Uint8Array.of(5), exponent, modulus: modulus.subarray(1) },
    ]
    for (const input of inputs) await expect((async () => modexp(input))()).rejects.toThrow(refused)
  })
})
