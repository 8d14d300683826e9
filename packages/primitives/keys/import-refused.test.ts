import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  concatBytes,
  decodeHex,
  DER,
  encodeDer,
  encodeDerInteger,
  readDer,
  readDerOne,
} from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { PrimitivesError, type PrimitivesErrorCode } from '../error.ts'
import { importPrivateJwk, importPrivateKey, type PrivateJwk } from './import.ts'

const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const otherP256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const otherEd25519 = generateKeyPairSync('ed25519').privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

function codeOf(work: () => unknown): PrimitivesErrorCode | 'none' {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof PrimitivesError) return error.code
    throw error
  }
}

const jwkOf = (key: KeyObject): PrivateJwk => {
  const jwk = key.export({ format: 'jwk' })
  return { ...jwk, kty: String(jwk.kty) }
}
const memberOf = (key: KeyObject, name: string): Uint8Array =>
  Uint8Array.from(Buffer.from(String(jwkOf(key)[name]), 'base64url'))
const exported = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1'): Uint8Array =>
  Uint8Array.from(key.export({ format: 'der', type }))

const ZERO = Uint8Array.of(0)
const ONE = Uint8Array.of(1)
const pointOf = (key: KeyObject): Uint8Array =>
  concatBytes(Uint8Array.of(4), memberOf(key, 'x'), memberOf(key, 'y'))

const sec1 = (scalar: Uint8Array, ...rest: Uint8Array[]): Uint8Array =>
  encodeDer(DER.sequence, encodeDer(DER.integer, ONE), encodeDer(DER.octetString, scalar), ...rest)
const withPoint = (bits: Uint8Array): Uint8Array =>
  sec1(memberOf(p256, 'd'), encodeDer(DER.context1, encodeDer(DER.bitString, bits)))
const ed25519WithPoint = (tag: number, bits: Uint8Array): Uint8Array =>
  encodeDer(
    DER.sequence,
    encodeDer(DER.integer, ONE),
    encodeDer(DER.sequence, encodeDer(DER.objectId, Uint8Array.of(0x2b, 0x65, 0x70))),
    encodeDer(DER.octetString, encodeDer(DER.octetString, memberOf(ed25519, 'd'))),
    encodeDer(tag, bits),
  )

describe('[C38] a public key that is not that of the private key is refused', () => {
  const offCurve = pointOf(p256)
  offCurve[64] = (offCurve[64] as number) ^ 1
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['P-256, of another key', withPoint(concatBytes(ZERO, pointOf(otherP256)))],
    ['P-256, off the curve', withPoint(concatBytes(ZERO, offCurve))],
    ['P-256, the point at infinity', withPoint(concatBytes(ZERO, ZERO))],
    ['P-256, empty', withPoint(ZERO)],
    [
      'P-256, compressed, of another key',
      withPoint(concatBytes(Uint8Array.of(0, 3), memberOf(otherP256, 'x'))),
    ],
    [
      'Ed25519, of another key',
      ed25519WithPoint(DER.context1Primitive, concatBytes(ZERO, memberOf(otherEd25519, 'x'))),
    ],
    [
      'Ed25519, explicitly tagged',
      ed25519WithPoint(DER.context1, encodeDer(DER.bitString, ZERO, memberOf(otherEd25519, 'x'))),
    ],
    [
      'Ed25519, cut short',
      ed25519WithPoint(
        DER.context1Primitive,
        concatBytes(ZERO, memberOf(ed25519, 'x').subarray(1)),
      ),
    ],
  ]
  test.each(rows)('%s', (_, der) => {
    expect(codeOf(() => importPrivateKey(der))).toBe('key.mismatch')
  })

  test.each(['x', 'y'])('JSON Web Key, P-256: %s of another key', (name) => {
    const jwk = { ...jwkOf(p256), [name]: jwkOf(otherP256)[name] }
    expect(codeOf(() => importPrivateJwk(jwk))).toBe('key.mismatch')
  })

  test('JSON Web Key, Ed25519: x of another key', () => {
    const jwk = { ...jwkOf(ed25519), x: jwkOf(otherEd25519)['x'] }
    expect(codeOf(() => importPrivateJwk(jwk))).toBe('key.mismatch')
  })

  test.each(['n', 'd', 'p', 'q', 'dp', 'dq', 'qi'])('RSA: %s of another key', (name) => {
    const jwk = { ...jwkOf(rsa), [name]: jwkOf(otherRsa)[name] }
    expect(codeOf(() => importPrivateJwk(jwk))).toBe('key.mismatch')
  })

  test.each(['AQ', 'Aw', 'AQAA'])('RSA: exponent %s where it is 65,537', (e) => {
    expect(codeOf(() => importPrivateJwk({ ...jwkOf(rsa), e }))).toBe('key.mismatch')
  })

  test('RSA, PKCS#1: another prime', () => {
    const numbers = readDer(readDerOne(exported(rsa, 'pkcs1'), DER.sequence)).map(
      ({ content }) => content,
    )
    const others = readDer(readDerOne(exported(otherRsa, 'pkcs1'), DER.sequence)).map(
      ({ content }) => content,
    )
    const mixed = numbers.map((number, i) =>
      encodeDer(DER.integer, i === 4 ? (others[4] ?? ZERO) : number),
    )
    expect(codeOf(() => importPrivateKey(encodeDer(DER.sequence, ...mixed)))).toBe('key.mismatch')
  })
})

describe('scalars outside 1 to n - 1 are refused', () => {
  const rows: readonly (readonly [string, string, PrimitivesErrorCode | 'none'])[] = [
    ['0', '00'.repeat(32), 'key.malformed'],
    ['1', `${'00'.repeat(31)}01`, 'none'],
    ['n - 1', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550', 'none'],
    ['n', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'key.malformed'],
    ['n + 1', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552', 'key.malformed'],
    ['2^256 - 1', 'ff'.repeat(32), 'key.malformed'],
    ['no bytes', '', 'key.malformed'],
    ['33 bytes', `00${'11'.repeat(32)}`, 'key.malformed'],
  ]
  test.each(rows)('%s', (_, hex, code) => {
    const scalar = decodeHex(hex)
    const d = Buffer.from(scalar).toString('base64url')
    expect(codeOf(() => importPrivateKey(sec1(scalar)))).toBe(code)
    expect(codeOf(() => importPrivateJwk({ kty: 'EC', crv: 'P-256', d }))).toBe(code)
  })
})

describe('other keys', () => {
  const foreign: readonly (readonly [string, KeyObject])[] = [
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['X25519', generateKeyPairSync('x25519').privateKey],
    ['Ed448', generateKeyPairSync('ed448').privateKey],
    ['RSA of 1,024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
  ]
  test.each(foreign)('%s is not supported', (_, key) => {
    expect(codeOf(() => importPrivateKey(exported(key, 'pkcs8')))).toBe('key.unsupported')
    expect(codeOf(() => importPrivateJwk(jwkOf(key)))).toBe('key.unsupported')
  })

  test('SEC1 that names another curve is not supported', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey
    expect(codeOf(() => importPrivateKey(exported(key, 'sec1')))).toBe('key.unsupported')
  })

  test('a symmetric JSON Web Key is not supported', () => {
    expect(codeOf(() => importPrivateJwk({ kty: 'oct', k: 'AAAA' }))).toBe('key.unsupported')
  })
})

const SPKI = Uint8Array.from(createPublicKey(p256).export({ format: 'der', type: 'spki' }))

describe('what is no key at all', () => {
  const forms = [
    ['P-256, PKCS#8', exported(p256, 'pkcs8')],
    ['P-256, SEC1', exported(p256, 'sec1')],
    ['Ed25519, PKCS#8', exported(ed25519, 'pkcs8')],
    ['RSA, PKCS#1', exported(rsa, 'pkcs1')],
  ] as const

  test.each(forms)('%s: every proper beginning is refused', (_, der) => {
    const codes = new Set(
      Array.from(der, (_byte, length) => codeOf(() => importPrivateKey(der.subarray(0, length)))),
    )
    expect(codes).toEqual(new Set(['key.malformed']))
  })

  test.each(forms)('%s: a byte more is refused', (_, der) => {
    expect(codeOf(() => importPrivateKey(concatBytes(der, ZERO)))).toBe('key.malformed')
  })

  test.each([
    ['a public key', SPKI],
    ['an empty sequence', decodeHex('3000')],
    ['a bit string with unused bits', withPoint(concatBytes(ONE, pointOf(p256)))],
    ['an empty bit string', withPoint(new Uint8Array())],
    [
      'PKCS#1 with seven numbers',
      encodeDer(DER.sequence, ...Array.from({ length: 8 }, () => encodeDerInteger(ONE))),
    ],
    [
      'PKCS#1 of octet strings',
      encodeDer(
        DER.sequence,
        encodeDerInteger(ZERO),
        ...Array.from({ length: 8 }, () => encodeDer(DER.octetString, ONE)),
      ),
    ],
    [
      'an encrypted key',
      Uint8Array.from(
        p256.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }),
      ),
    ],
  ])('%s is refused', (_, der) => {
    expect(codeOf(() => importPrivateKey(der))).toMatch(/^key\.(malformed|unsupported)$/)
  })

  test.each([
    ['no d', { kty: 'EC', crv: 'P-256' }],
    ['a number for d', { kty: 'EC', crv: 'P-256', d: 5 }],
    ['base64 for d', { kty: 'OKP', crv: 'Ed25519', d: '+/+/' }],
    ['31 bytes for d', { kty: 'OKP', crv: 'Ed25519', d: 'A'.repeat(42) }],
    ['RSA with only n, e and d', { kty: 'RSA', n: jwkOf(rsa)['n'], e: 'AQAB', d: jwkOf(rsa)['d'] }],
  ])('JSON Web Key with %s is refused', (_, jwk) => {
    expect(codeOf(() => importPrivateJwk(jwk))).toBe('key.malformed')
  })

  test('messages hold no key bytes', () => {
    const secret = Buffer.from(memberOf(p256, 'd')).toString('hex')
    const messages = [
      withPoint(concatBytes(ZERO, pointOf(otherP256))),
      exported(p256, 'pkcs8').subarray(0, 100),
    ].map((der) => messageOf(() => importPrivateKey(der)))
    expect(
      messages.every((message) => message.length > 0 && !message.includes(secret.slice(0, 8))),
    ).toBe(true)
  })
})

function messageOf(work: () => unknown): string {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof PrimitivesError ? `${error.message} ${String(error.cause)}` : ''
  }
}
