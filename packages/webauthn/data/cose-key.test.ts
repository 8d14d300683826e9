import {
  type CborKey,
  type CborValue,
  decodeCbor,
  decodeHex,
  encodeCbor,
  encodeHex,
} from '@keyward/codec'
import { EDDSA, ES256, type PublicKey, RS256 } from '@keyward/primitives/keys'
import { nodeBackend } from '@keyward/primitives/signature/node'
import * as cborg from 'cborg'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { encodeCoseKey, parseCoseKey } from './cose-key.ts'

const X = decodeHex('11'.repeat(32))
const Y = decodeHex('22'.repeat(32))
const N = decodeHex('c3'.repeat(256))
const E = decodeHex('010001')

type Entries = [CborKey, CborValue][]
const ES256_ENTRIES: Entries = [
  [1, 2],
  [3, -7],
  [-1, 1],
  [-2, X],
  [-3, Y],
]
const EDDSA_ENTRIES: Entries = [
  [1, 1],
  [3, -8],
  [-1, 6],
  [-2, X],
]
const RS256_ENTRIES: Entries = [
  [1, 3],
  [3, -257],
  [-1, N],
  [-2, E],
]

const with_ = (entries: Entries, ...changes: Entries): Uint8Array =>
  encodeCbor(new Map([...entries, ...changes]))
const without = (entries: Entries, label: number): Uint8Array =>
  encodeCbor(new Map(entries.filter(([key]) => key !== label)))

const keys: readonly (readonly [string, PublicKey, string])[] = [
  [
    'ES256',
    { algorithm: ES256, x: X, y: Y },
    `a5010203262001215820${encodeHex(X)}225820${encodeHex(Y)}`,
  ],
  ['EdDSA', { algorithm: EDDSA, x: X }, `a4010103272006215820${encodeHex(X)}`],
  ['RS256', { algorithm: RS256, n: N, e: E }, `a401030339010020590100${encodeHex(N)}2143010001`],
]

describe('each algorithm', () => {
  test.each(keys)('[C36] %s: its canonical bytes, there and back', (_, key, hex) => {
    expect(encodeHex(encodeCoseKey(key))).toBe(hex)
    expect(parseCoseKey(decodeHex(hex))).toEqual(key)
  })

  test.each([ES256, EDDSA, RS256] as const)(
    'algorithm %d: a new key goes there and back',
    async (algorithm) => {
      const { publicKey } = await nodeBackend().generate(algorithm)
      const encoded = encodeCoseKey(publicKey)
      expect(parseCoseKey(encoded)).toEqual(publicKey)
      const elsewhere = cborg.decode(encoded, { useMaps: true, strict: true })
      expect(elsewhere).toEqual(decodeCbor(encoded))
      expect(Uint8Array.from(cborg.encode(elsewhere))).toEqual(encoded)
    },
  )
})

describe('what is not exactly one of them is refused', () => {
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['a number', decodeHex('00')],
    ['an empty map', decodeHex('a0')],
    ['an algorithm that Keyward does not have', with_(ES256_ENTRIES, [3, -35])],
    ['an algorithm as a text', with_(ES256_ENTRIES, [3, 'ES256'])],
    ['no algorithm', without(ES256_ENTRIES, 3)],
    ['ES256 with kty OKP', with_(ES256_ENTRIES, [1, 1])],
    ['ES256 with kty RSA', with_(ES256_ENTRIES, [1, 3])],
    ['ES256 without kty', without(ES256_ENTRIES, 1)],
    ['ES256 with crv P-384', with_(ES256_ENTRIES, [-1, 2])],
    ['ES256 with crv Ed25519', with_(ES256_ENTRIES, [-1, 6])],
    ['ES256 with x of 31 bytes', with_(ES256_ENTRIES, [-2, X.subarray(1)])],
    ['ES256 with x of 33 bytes', with_(ES256_ENTRIES, [-2, decodeHex(`00${'11'.repeat(32)}`)])],
    ['ES256 with a compressed point', with_(ES256_ENTRIES, [-3, true])],
    ['ES256 with x as a text', with_(ES256_ENTRIES, [-2, 'x'.repeat(32)])],
    ['ES256 without y', without(ES256_ENTRIES, -3)],
    ['ES256 with a member more', with_(ES256_ENTRIES, [2, X])],
    ['ES256 with a text member more', with_(ES256_ENTRIES, ['kid', 1])],
    ['EdDSA with kty EC2', with_(EDDSA_ENTRIES, [1, 2])],
    ['EdDSA with crv Ed448', with_(EDDSA_ENTRIES, [-1, 7])],
    ['EdDSA with crv P-256', with_(EDDSA_ENTRIES, [-1, 1])],
    ['EdDSA with y', with_(EDDSA_ENTRIES, [-3, Y])],
    ['EdDSA without x', without(EDDSA_ENTRIES, -2)],
    ['RS256 with kty EC2', with_(RS256_ENTRIES, [1, 2])],
    ['RS256 with a leading zero in n', with_(RS256_ENTRIES, [-1, decodeHex(`00${encodeHex(N)}`)])],
    ['RS256 with an empty e', with_(RS256_ENTRIES, [-2, new Uint8Array()])],
    ['RS256 with e as a number', with_(RS256_ENTRIES, [-2, 65_537])],
    ['RS256 with a member more', with_(RS256_ENTRIES, [-3, E])],
    ['RS256 with the private exponent', with_(RS256_ENTRIES, [-3, N])],
    ['bytes after it', Uint8Array.of(...with_(ES256_ENTRIES), 0)],
    [
      '[C36] its members in another order',
      decodeHex(`a5032601022001215820${encodeHex(X)}225820${encodeHex(Y)}`),
    ],
    ['kty in two bytes', decodeHex(`a501180203262001215820${encodeHex(X)}225820${encodeHex(Y)}`)],
  ]
  test.each(rows)('%s', (_, bytes) => {
    expect(() => parseCoseKey(bytes)).toThrow(WebAuthnError)
    expect(() => parseCoseKey(bytes)).toThrow(
      expect.objectContaining({ rule: 'data.cose-key', name: 'DataError' }),
    )
  })

  test('the rows start from what is accepted', () => {
    expect(parseCoseKey(with_(ES256_ENTRIES)).algorithm).toBe(ES256)
    expect(parseCoseKey(with_(EDDSA_ENTRIES)).algorithm).toBe(EDDSA)
    expect(parseCoseKey(with_(RS256_ENTRIES)).algorithm).toBe(RS256)
  })
})
