import { createPrivateKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto'
import { inspect } from 'node:util'
import { type CborMap, decodeHex, encodeCbor, encodeHex } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  IdentityKey,
  identityFromSeed,
  makeIdentityKey,
  signStatement,
  verifyStatement,
} from './identity.ts'

const PURPOSE = 'keyward/test/v1'
const STATEMENT: CborMap = new Map<string, string | number>([
  ['name', 'Perch'],
  ['count', 3],
])
const L = 2n ** 252n + 27742317777372353535851937790883648493n

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
const key = identityFromSeed(new Uint8Array(32).fill(7))

/** The same key in OpenSSL. */
function nodeKey(seed: Uint8Array) {
  const prefix = decodeHex('302e020100300506032b657004220420')
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
}

describe('identity keys', () => {
  test('a seed gives the public key of RFC 8032 section 7.1, tests 1 and 2', () => {
    const published = [
      [
        '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      ],
      [
        '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
        '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      ],
    ] as const
    for (const [seed, publicKey] of published) {
      expect(encodeHex(identityFromSeed(decodeHex(seed)).publicKey)).toBe(publicKey)
    }
  })

  test('a new key takes 32 bytes from the random source', () => {
    const asked: number[] = []
    const made = makeIdentityKey((length) => {
      asked.push(length)
      return new Uint8Array(length).fill(7)
    })
    expect(asked).toEqual([32])
    expect(made.publicKey).toEqual(key.publicKey)
  })

  test.each([0, 31, 33, 64])('a seed of %i bytes is refused', (length) => {
    expect(() => identityFromSeed(new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'key.malformed' }),
    )
  })

  test('no way of printing shows the seed', () => {
    const seed = encodeHex(key.exportSeed())
    const shown = [JSON.stringify({ key }), `${String(key)}`, inspect({ key }, { depth: 5 })]
    for (const text of shown) {
      expect(text).toContain('[identity key]')
      expect(text).not.toContain(seed)
      expect(text).not.toContain('7,7,7,7')
    }
    expect(Object.keys(key)).toEqual(['publicKey'])
  })

  test('the key keeps its own copy of the seed and gives out copies', () => {
    const seed = new Uint8Array(32).fill(9)
    const made = new IdentityKey(seed)
    seed.fill(0)
    made.exportSeed().fill(0)
    expect(made.exportSeed()).toEqual(new Uint8Array(32).fill(9))
  })
})

describe('signed statements', () => {
  test('property: a signature counts for its key, purpose and statement, and OpenSSL agrees', () => {
    fc.assert(
      fc.property(seeds, fc.string(), fc.dictionary(fc.string(), fc.nat()), (seed, label, dict) => {
        const signer = identityFromSeed(seed)
        const statement: CborMap = new Map(Object.entries(dict))
        const signature = signStatement(signer, label, statement)
        const message = encodeCbor([label, statement])
        expect(verifyStatement(signer.publicKey, label, statement, signature)).toBe(true)
        expect(nodeVerify(null, message, nodeKey(seed), signature)).toBe(true)
        expect(Buffer.from(signature)).toEqual(nodeSign(null, message, nodeKey(seed)))
      }),
      { numRuns: 30 },
    )
  })

  test('property: one flipped bit in the signature or the public key refuses', () => {
    const signature = signStatement(key, PURPOSE, STATEMENT)
    fc.assert(
      fc.property(fc.nat(511), fc.nat(255), (inSignature, inKey) => {
        const flipped = flip(signature, inSignature)
        expect(verifyStatement(key.publicKey, PURPOSE, STATEMENT, flipped)).toBe(false)
        const other = flip(key.publicKey, inKey)
        expect(verifyStatement(other, PURPOSE, STATEMENT, signature)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('another purpose or statement refuses', () => {
    const signature = signStatement(key, PURPOSE, STATEMENT)
    const other: CborMap = new Map<string, string | number>([
      ['name', 'Perch'],
      ['count', 4],
    ])
    expect(verifyStatement(key.publicKey, 'keyward/test/v2', STATEMENT, signature)).toBe(false)
    expect(verifyStatement(key.publicKey, PURPOSE, other, signature)).toBe(false)
    expect(verifyStatement(key.publicKey, PURPOSE, new Map(), signature)).toBe(false)
  })

  test('the order in which a map was filled changes nothing', () => {
    const turned: CborMap = new Map([...STATEMENT].toReversed())
    expect(signStatement(key, PURPOSE, turned)).toEqual(signStatement(key, PURPOSE, STATEMENT))
  })
})

describe('strict verification', () => {
  const signature = signStatement(key, PURPOSE, STATEMENT)

  /** Every encoding of a point of order 1, 2, 4 or 8, the non-canonical ones included. */
  const SMALL_ORDER = [
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ]

  test.each(SMALL_ORDER)('a public key of small order signs nothing: %s', (hex) => {
    const point = decodeHex(hex)
    // With such a key, R = A and S = 0 passes a lenient check for some or all statements.
    for (let count = 0; count < 16; count += 1) {
      const statement: CborMap = new Map([['count', count]])
      const forged = new Uint8Array(64)
      forged.set(point)
      expect(verifyStatement(point, PURPOSE, statement, forged)).toBe(false)
      forged.set(decodeHex(SMALL_ORDER[0] as string))
      expect(verifyStatement(point, PURPOSE, statement, forged)).toBe(false)
    }
  })

  test('S plus the order of the group refuses: one statement has one signature', () => {
    const s = littleEndian(signature.subarray(32)) + L
    const malleated = signature.slice()
    for (let i = 0; i < 32; i += 1) malleated[32 + i] = Number((s >> BigInt(8 * i)) & 255n)
    expect(verifyStatement(key.publicKey, PURPOSE, STATEMENT, malleated)).toBe(false)
  })

  test('a public key of another length refuses and does not throw', () => {
    for (const length of [0, 31, 33, 64]) {
      const other = new Uint8Array(length)
      expect(verifyStatement(other, PURPOSE, STATEMENT, signature)).toBe(false)
    }
  })

  test('a signature of another length refuses and does not throw', () => {
    for (const length of [0, 63, 65]) {
      const other = new Uint8Array(length)
      expect(verifyStatement(key.publicKey, PURPOSE, STATEMENT, other)).toBe(false)
    }
  })

  test('a statement that has no encoding refuses and does not throw', () => {
    const statement: CborMap = new Map([['half', 0.5]])
    expect(verifyStatement(key.publicKey, PURPOSE, statement, signature)).toBe(false)
    expect(() => signStatement(key, PURPOSE, statement)).toThrow(
      expect.objectContaining({ code: 'cbor.integer-range' }),
    )
  })
})

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice()
  flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
  return flipped
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
