import { createHash, createHmac, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hkdfSha256, hmacSha256, sha256, sha3, sha512, shake256 } from './hash.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

describe('published vectors', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('SHA-256 (FIPS 180-4) of "%s"', (message, digest) => {
    expect(toHex(sha256(ascii(message)))).toBe(digest)
  })

  test.each([
    [
      '',
      'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce' +
        '47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
    ],
    [
      'abc',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a' +
        '2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
  ])('SHA-512 (FIPS 180-4) of "%s"', (message, digest) => {
    expect(toHex(sha512(ascii(message)))).toBe(digest)
  })

  test('SHA3-256 and SHAKE256 (FIPS 202, examples of NIST) of nothing', () => {
    const none = new Uint8Array()
    expect(toHex(sha3(none))).toBe(
      'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a',
    )
    expect(toHex(shake256(none, 32))).toBe(
      '46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f',
    )
  })

  const hmacs: readonly (readonly [number, Uint8Array, Uint8Array, string])[] = [
    [
      1,
      hex('0b'.repeat(20)),
      ascii('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      2,
      ascii('Jefe'),
      ascii('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      3,
      hex('aa'.repeat(20)),
      hex('dd'.repeat(50)),
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    ],
    [
      6,
      hex('aa'.repeat(131)),
      ascii('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ]
  test.each(hmacs)('HMAC-SHA-256 (RFC 4231), test case %d', (_, key, message, tag) => {
    expect(toHex(hmacSha256(key, message))).toBe(tag)
  })

  test('HKDF-SHA-256 (RFC 5869), test case 1', () => {
    const input = {
      ikm: hex('0b'.repeat(22)),
      salt: hex('000102030405060708090a0b0c'),
      info: hex('f0f1f2f3f4f5f6f7f8f9'),
    }
    expect(toHex(hkdfSha256(input, 42))).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
  })

  test('HKDF-SHA-256 (RFC 5869), test case 3: no salt, no info', () => {
    const input = { ikm: hex('0b'.repeat(22)), salt: new Uint8Array(), info: new Uint8Array() }
    expect(toHex(hkdfSha256(input, 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    )
  })
})

describe('the same as node:crypto', () => {
  const message = fc.uint8Array({ maxLength: 300 })

  test('SHA-256', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        expect(toHex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
      }),
    )
  })

  test('SHA-512', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        expect(toHex(sha512(bytes))).toBe(createHash('sha512').update(bytes).digest('hex'))
      }),
    )
  })

  test('HMAC-SHA-256', () => {
    fc.assert(
      fc.property(message, message, (key, bytes) => {
        const native = createHmac('sha256', key).update(bytes).digest('hex')
        expect(toHex(hmacSha256(key, bytes))).toBe(native)
      }),
    )
  })

  test('HKDF-SHA-256', () => {
    fc.assert(
      fc.property(
        message,
        message,
        message,
        fc.integer({ min: 1, max: 200 }),
        (ikm, salt, info, length) => {
          const native = hkdfSync('sha256', ikm, salt, info, length)
          expect(hkdfSha256({ ikm, salt, info }, length)).toEqual(new Uint8Array(native))
        },
      ),
    )
    const input = { ikm: new Uint8Array(1), salt: new Uint8Array(), info: new Uint8Array() }
    expect(hkdfSha256(input, 8160)).toHaveLength(8160)
    expect(() => hkdfSha256(input, 8161)).toThrow(Error)
  })
})
