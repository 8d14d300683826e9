import { decodeHex, encodeHex } from '@keyward/codec'
import fc from 'fast-check'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Aead, AeadKey } from '../aead.ts'
import { nobleAead } from './noble.ts'
import { nodeAead } from './node.ts'
import { webCryptoAead } from './webcrypto.ts'

const BACKENDS: readonly (readonly [string, () => Aead])[] = [
  ['noble', nobleAead],
  ['node', nodeAead],
  ['WebCrypto', () => webCryptoAead(crypto.subtle)],
]

/** Test cases 13 to 16 of the GCM specification (McGrew and Viega, appendix B), AES-256. */
const VECTORS = [
  {
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    plaintext: '',
    associatedData: '',
    sealed: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    plaintext: '00'.repeat(16),
    associatedData: '',
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    nonce: 'cafebabefacedbaddecaf888',
    plaintext:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
    associatedData: '',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c',
  },
  {
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    nonce: 'cafebabefacedbaddecaf888',
    plaintext:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    associatedData: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  },
] as const

const REFUSED = expect.objectContaining({ code: 'aead.refused' })
const key = new AeadKey(new Uint8Array(32).fill(7))
const nonce = new Uint8Array(12).fill(9)
const bytes = (text: string): Uint8Array => Buffer.from(text)

/** A refusal is thrown or rejected, as the backend is synchronous or not: both become rejected. */
async function settled<T>(work: () => T | Promise<T>): Promise<T> {
  return work()
}

for (const [name, make] of BACKENDS) {
  describe(`AES-256-GCM by ${name}`, () => {
    const aead = make()

    for (const [index, vector] of VECTORS.entries()) {
      test(`test case ${13 + index} of the GCM specification seals and opens`, async () => {
        const vectorKey = new AeadKey(decodeHex(vector.key))
        const iv = decodeHex(vector.nonce)
        const data = decodeHex(vector.associatedData)
        const sealed = await aead.seal(vectorKey, iv, decodeHex(vector.plaintext), data)
        expect(encodeHex(sealed)).toBe(vector.sealed)
        const opened = await aead.open(vectorKey, iv, decodeHex(vector.sealed), data)
        expect(encodeHex(opened)).toBe(vector.plaintext)
      })
    }

    test('what one backend seals every backend opens', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 300 }),
          fc.uint8Array({ maxLength: 80 }),
          async (plaintext, data) => {
            const sealed = await aead.seal(key, nonce, plaintext, data)
            for (const [, other] of BACKENDS) {
              const opened = await other().open(key, nonce, sealed, data)
              expect(encodeHex(opened)).toBe(encodeHex(plaintext))
            }
          },
        ),
        { numRuns: 50 },
      )
    })

    test('one flipped bit of ciphertext, tag, nonce, key or associated data is refused', async () => {
      const data = bytes('context')
      const sealed = await aead.seal(key, nonce, bytes('content'), data)
      for (let bit = 0; bit < sealed.length * 8; bit += 1) {
        const changed = flipped(sealed, bit)
        await expect(settled(() => aead.open(key, nonce, changed, data))).rejects.toEqual(REFUSED)
      }
      const otherKey = new AeadKey(flipped(key.exportBytes(), 255))
      await expect(settled(() => aead.open(otherKey, nonce, sealed, data))).rejects.toEqual(REFUSED)
      const otherNonce = flipped(nonce, 0)
      await expect(settled(() => aead.open(key, otherNonce, sealed, data))).rejects.toEqual(REFUSED)
      const otherData = flipped(data, 3)
      await expect(settled(() => aead.open(key, nonce, sealed, otherData))).rejects.toEqual(REFUSED)
    })

    test('bytes that are shorter than a tag are refused', async () => {
      for (let length = 0; length < 16; length += 1) {
        const short = new Uint8Array(length)
        await expect(settled(() => aead.open(key, nonce, short, short))).rejects.toEqual(REFUSED)
      }
    })

    test('what is handed out has a buffer of its own', async () => {
      const sealed = await aead.seal(key, nonce, bytes('content'), bytes(''))
      const opened = await aead.open(key, nonce, sealed, bytes(''))
      for (const made of [sealed, opened]) {
        expect(made.constructor).toBe(Uint8Array)
        expect(made.buffer.byteLength).toBe(made.length)
      }
    })

    test('a nonce has 12 bytes', async () => {
      const wrong = expect.objectContaining({ code: 'aead.nonce' })
      for (const length of [0, 11, 13, 16]) {
        const iv = new Uint8Array(length)
        const empty = new Uint8Array(32)
        await expect(settled(() => aead.seal(key, iv, empty, empty))).rejects.toEqual(wrong)
        await expect(settled(() => aead.open(key, iv, empty, empty))).rejects.toEqual(wrong)
      }
    })
  })
}

describe('a content key', () => {
  test('has 32 bytes', () => {
    for (const length of [0, 16, 31, 33])
      expect(() => new AeadKey(new Uint8Array(length))).toThrow('32 bytes')
  })

  test('keeps its own copy of its bytes', () => {
    const given = new Uint8Array(32).fill(1)
    const own = new AeadKey(given)
    given.fill(2)
    own.exportBytes().fill(3)
    expect(encodeHex(own.exportBytes())).toBe('01'.repeat(32))
  })

  test('prints nothing of itself', () => {
    const secret = new AeadKey(new Uint8Array(32).fill(0xab))
    const shown = [
      JSON.stringify({ secret }),
      String(secret),
      inspect(secret, { depth: 9, showHidden: true }),
    ]
    for (const text of shown) expect(text).toContain('[content key]')
    expect(shown.join('')).not.toMatch(/ab|171/)
  })
})

function flipped(of: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(of)
  changed[bit >> 3]! ^= 1 << (bit & 7)
  return changed
}
