import { generateKeyPairSync } from 'node:crypto'
import { decodeBase64url } from '@keyward/codec'
import { nodeModExp } from '@keyward/cosigning/modexp/node'
import { expect, test } from 'vitest'
import { plainModExp } from './plain-modexp.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = privateKey.export({ format: 'jwk' })
const modulus = decodeBase64url(jwk.n as string)
const exponent = decodeBase64url(jwk.d as string)
const base = new Uint8Array(256).fill(7, 1)

test('the plain power is the native one, and others get a turn meanwhile', async () => {
  let turns = 0
  const plain = plainModExp(async () => void (turns += 1))
  const input = { base, exponent, modulus }
  expect(await plain(input)).toEqual(await nodeModExp(input))
  // One key in some hundred has an exponent of a byte less.
  expect(turns).toBe(Math.floor((8 * exponent.length) / 256))
  const small = { ...input, exponent: decodeBase64url(jwk.e as string) }
  expect(await plain(small)).toEqual(await nodeModExp(small))
})

test.each([
  ['an exponent of 0', { base, exponent: new Uint8Array(3), modulus }],
  ['a base of 1', { base: Uint8Array.of(1), exponent, modulus }],
  ['an even modulus', { base, exponent, modulus: new Uint8Array(256).fill(2) }],
  ['a short modulus', { base, exponent, modulus: modulus.subarray(1) }],
])('%s is refused', async (_, input) => {
  await expect(plainModExp(async () => {})(input)).rejects.toMatchObject({ rule: 'modexp.refused' })
})
