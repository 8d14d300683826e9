import { createHash, createPublicKey, verify as nodeVerify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { concatBytes, decodeHex, encodeHex } from '@keyward/codec'
import { fuzzRuns } from '@keyward/testkit'
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDDSA } from '../keys/algorithm.ts'
import { encodeSpki } from '../keys/spki.ts'
import { acceptedKeys, isAccepted } from './accepted-keys.ts'
import { implementation as noble } from './noble.ts'
import { implementation as node } from './node.ts'
import type { Ed25519 } from './port.ts'

const IMPLEMENTATIONS: readonly (readonly [string, Ed25519])[] = [
  ['noble', noble],
  ['node', node],
]

const { Point } = ed25519
type Point = InstanceType<typeof Point>
const L = Point.Fn.ORDER
const TORSION = ED25519_TORSION_SUBGROUP.map((hex) => Point.fromHex(hex))
const SEED = new Uint8Array(32).fill(7)
const MESSAGE = Uint8Array.of(1, 2, 3)
const A = Point.fromBytes(node.signerOf(SEED).publicKey)

interface Case {
  readonly message: Uint8Array
  readonly publicKey: Uint8Array
  readonly signature: Uint8Array
}

const { vectors } = JSON.parse(
  readFileSync(new URL('./speccheck.json', import.meta.url), 'utf8'),
) as { vectors: Readonly<Record<keyof Case, string>>[] }
const SPECCHECK: readonly Case[] = vectors.map(({ message, publicKey, signature }) => ({
  message: decodeHex(message),
  publicKey: decodeHex(publicKey),
  signature: decodeHex(signature),
}))

/** What both say; a difference between them fails. */
function agreed({ publicKey, message, signature }: Case): boolean {
  const [first, ...others] = IMPLEMENTATIONS.map(([, one]) =>
    one.verify(publicKey, message, signature),
  )
  const shown = [publicKey, message, signature].map(encodeHex).join(' ')
  for (const other of others) expect(other, shown).toBe(first)
  return first === true
}

/** OpenSSL's own answer, with any public key. */
function openssl({ publicKey, message, signature }: Case): boolean {
  const spki = encodeSpki({ algorithm: EDDSA, x: publicKey })
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  return nodeVerify(null, message, key, signature)
}

/**
 * A signature by who knows the scalar, with parts of small order added to the public key and to R:
 * S = r + ka. It is good with the cofactor, and without it where the added parts cancel out.
 */
function mixed(inKey: Point, inR: Point, message: Uint8Array): Case {
  const { scalar } = ed25519.utils.getExtendedPublicKey(SEED)
  const r = hashed(message)
  const R = Point.BASE.multiply(r).add(inR).toBytes()
  const publicKey = A.add(inKey).toBytes()
  const s = Point.Fn.create(r + hashed(R, publicKey, message) * scalar)
  return { publicKey, message, signature: concatBytes(R, Point.Fn.toBytes(s)) }
}

function hashed(...parts: readonly Uint8Array[]): bigint {
  const digest = createHash('sha512')
  for (const part of parts) digest.update(part)
  return Point.Fn.create(BigInt(`0x${encodeHex(new Uint8Array(digest.digest()).toReversed())}`))
}

describe.each(IMPLEMENTATIONS)('Ed25519 by %s', (_, one) => {
  test.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('RFC 8032 section 7.1: seed %s', (seed, publicKey, message, signature) => {
    const signer = one.signerOf(decodeHex(seed))
    expect(encodeHex(signer.publicKey)).toBe(publicKey)
    expect(encodeHex(signer.sign(decodeHex(message)))).toBe(signature)
    expect(one.verify(signer.publicKey, decodeHex(message), decodeHex(signature))).toBe(true)
  })

  test('a signer keeps its own copy of the seed', () => {
    const seed = SEED.slice()
    const signer = one.signerOf(seed)
    seed.fill(0)
    expect(one.verify(A.toBytes(), MESSAGE, signer.sign(MESSAGE))).toBe(true)
  })

  test('a key or signature of another length is not good, and nothing is thrown', () => {
    const { publicKey, sign } = one.signerOf(SEED)
    const signature = sign(MESSAGE)
    for (const length of [0, 31, 33, 64])
      expect(one.verify(new Uint8Array(length), MESSAGE, signature)).toBe(false)
    for (const length of [0, 32, 63, 65])
      expect(one.verify(publicKey, MESSAGE, new Uint8Array(length))).toBe(false)
  })

  test('S plus the order is refused', () => {
    const { publicKey, sign } = one.signerOf(SEED)
    const signature = sign(MESSAGE)
    const s = Point.Fn.fromBytes(signature.subarray(32)) + L
    const hex = s.toString(16).padStart(64, '0')
    signature.set(decodeHex(hex).toReversed(), 32)
    expect(one.verify(publicKey, MESSAGE, signature)).toBe(false)
  })
})

describe('every implementation gives the same answer', () => {
  test('"Taming the many EdDSAs": all twelve are refused', () => {
    expect(SPECCHECK).toHaveLength(12)
    expect(SPECCHECK.map(agreed)).toEqual(SPECCHECK.map(() => false))
  })

  test('later they say the same as at once', async () => {
    const good = { publicKey: node.signerOf(SEED).publicKey, message: MESSAGE }
    const signature = node.signerOf(SEED).sign(MESSAGE)
    const cases = [
      ...SPECCHECK,
      { ...good, signature },
      { ...good, signature: signature.slice(1) },
      { ...good, signature, publicKey: good.publicKey.slice(1) },
    ]
    for (const [, one] of IMPLEMENTATIONS)
      for (const { publicKey, message, signature: given } of cases)
        expect(await one.verifyLater(publicKey, message, given)).toBe(
          one.verify(publicKey, message, given),
        )
  })

  test('on those vectors the libraries alone differ from each other', () => {
    const alone = SPECCHECK.map((one) => [
      ed25519.verify(one.signature, one.message, one.publicKey, { zip215: false }),
      openssl(one),
    ])
    expect(alone.filter(([one, other]) => one !== other)).not.toEqual([])
    expect(alone.filter(([one, other]) => one === true && other === true)).not.toEqual([])
  })

  test('parts of small order in the key, in R or in both are refused', () => {
    const accepted: string[] = []
    const forgiven = { openssl: 0, noble: 0 }
    for (const [inKey, T] of TORSION.entries())
      for (const [inR, U] of TORSION.entries())
        for (let count = 0; count < 4; count += 1) {
          const one = mixed(T, U, Uint8Array.of(count))
          if (agreed(one)) accepted.push(`${inKey}/${inR}`)
          if (inKey === 0 && inR === 0) continue
          if (openssl(one)) forgiven.openssl += 1
          if (ed25519.verify(one.signature, one.message, one.publicKey, { zip215: false }))
            forgiven.noble += 1
        }
    // The first point of the subgroup is the neutral one, which adds nothing.
    expect(accepted).toEqual(['0/0', '0/0', '0/0', '0/0'])
    expect(forgiven.openssl).toBeGreaterThan(0)
    expect(forgiven.noble).toBe(63 * 4)
  })

  test('property: mutated signatures, keys and messages', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const torsion = fc.nat(7).map((at) => TORSION[at] as Point)
    const flips = fc.array(fc.nat(8 * 96 - 1), { maxLength: 2 })
    let good = 0
    fc.assert(
      fc.property(bytes(32), torsion, torsion, flips, (message, inKey, inR, bits) => {
        const { publicKey, signature } = mixed(inKey, inR, message)
        const changed = concatBytes(publicKey, signature)
        for (const bit of bits) changed[bit >> 3]! ^= 1 << (bit & 7)
        const one = {
          message,
          publicKey: changed.subarray(0, 32),
          signature: changed.subarray(32),
        }
        const isGood = agreed(one)
        if (isGood) good += 1
        const isUntouched = [...changed].join() === [...publicKey, ...signature].join()
        const isPure = inKey.equals(Point.ZERO) && inR.equals(Point.ZERO)
        expect(isGood).toBe(isUntouched && isPure)
      }),
      { numRuns: fuzzRuns() / 20, examples: [[MESSAGE, Point.ZERO, Point.ZERO, []]] },
    )
    expect(good).toBeGreaterThan(0)
  })
})

describe('the keys that were accepted', () => {
  const keys = [1, 2, 3].map((fill) => node.signerOf(new Uint8Array(32).fill(fill)).publicKey)

  test('are read once, and no more of them are kept than there may be', () => {
    const read: number[] = []
    const accepted = acceptedKeys((key) => read.push(keys.indexOf(key)), 2)
    for (const at of [0, 1, 0, 1, 2, 1, 0]) accepted(keys[at] as Uint8Array)
    expect(read).toEqual([0, 1, 2, 0])
  })

  test('are no others', () => {
    const read: Uint8Array[] = []
    const accepted = acceptedKeys((key) => read.push(key))
    const wrong = [...TORSION, ...TORSION.slice(1).map((T) => A.add(T))].map((one) => one.toBytes())
    // p + 1 stands for y = 1, and the sign bit for a negative zero.
    wrong.push(decodeHex(`ee${'ff'.repeat(30)}7f`), decodeHex(`01${'00'.repeat(30)}80`))
    for (const key of wrong) {
      expect(isAccepted(key)).toBe(false)
      expect(accepted(key)).toBeUndefined()
    }
    expect(read).toEqual([])
  })
})
