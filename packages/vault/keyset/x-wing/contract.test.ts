import { readFileSync } from 'node:fs'
import { XWing } from '@hpke/hybridkem-x-wing'
import { decodeHex, encodeHex } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { flipped, seededRandom } from '../../cases/seeded-random.ts'
import { mlKem } from './ml-kem.ts'
import { loadParts as nodeParts } from './node.ts'
import type { XWingParts } from './parts.ts'
import { loadParts as webCryptoParts } from './webcrypto.ts'
import { NativeXWing } from './x-wing.ts'

type Vector = Readonly<Record<'seed' | 'eseed' | 'ss' | 'pk' | 'ct', string>>

const file = new URL('../../vectors/x-wing.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }

const parts: readonly (readonly [string, XWingParts])[] = [
  ['Node.js', await nodeParts()],
  ['Node.js without ML-KEM', { ...(await nodeParts()), mlKem }],
  ['WebCrypto', (await webCryptoParts()) as XWingParts],
]
const NATIVE = parts.map(([name, one]) => [name, new NativeXWing(one)] as const)
const library = new XWing()
const KEMS: readonly (readonly [string, XWing])[] = [...NATIVE, ['the library', library]]

const hex = (bytes: ArrayBuffer | Uint8Array): string => encodeHex(new Uint8Array(bytes))
const random = seededRandom('x-wing')

async function encap(kem: XWing, publicKey: Uint8Array, ekm: Uint8Array): Promise<string> {
  try {
    const recipientPublicKey = await kem.deserializePublicKey(publicKey.slice())
    const { enc, sharedSecret } = await kem.encap({ recipientPublicKey, ekm })
    return `${hex(enc)} ${hex(sharedSecret)}`
  } catch {
    return 'refused'
  }
}

async function decap(kem: XWing, seed: Uint8Array, enc: Uint8Array): Promise<string> {
  try {
    const recipientKey = await kem.deserializePrivateKey(seed.slice())
    return hex(await kem.decap({ recipientKey, enc }))
  } catch {
    return 'refused'
  }
}

/** What every implementation says; a difference fails. */
async function agreed(ask: (kem: XWing) => Promise<string>): Promise<string> {
  const expected = await ask(library)
  for (const [name, kem] of NATIVE) expect(await ask(kem), name).toBe(expected)
  return expected
}

async function keyPair(): Promise<{ seed: Uint8Array; publicKey: Uint8Array }> {
  const seed = random(32)
  const { publicKey } = await library.generateKeyPairDerand(seed.slice())
  return { seed, publicKey: new Uint8Array(await library.serializePublicKey(publicKey)) }
}

/** With these bytes in place of the X25519 part, which is the last 32 bytes. */
function withPoint(bytes: Uint8Array, point: Uint8Array): Uint8Array {
  const changed = bytes.slice()
  changed.set(point, bytes.length - 32)
  return changed
}

/** u-coordinates of small order (RFC 7748 section 6.1): the shared secret would be zero. */
const SMALL_ORDER = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
].map(decodeHex)

describe.each(KEMS)('X-Wing by %s', (_, kem) => {
  test.each(vectors.map((vector, index) => [index + 1, vector] as const))(
    'vector %i of draft-connolly-cfrg-xwing-kem',
    async (__, { seed, eseed, ss, pk, ct }) => {
      expect(await encap(kem, decodeHex(pk), decodeHex(eseed))).toBe(`${ct} ${ss}`)
      expect(await decap(kem, decodeHex(seed), decodeHex(ct))).toBe(ss)
    },
  )
})

describe('every implementation gives the same bytes', () => {
  test('for random keys', async () => {
    for (let count = 0; count < 12; count += 1) {
      const { seed, publicKey } = await keyPair()
      for (const [name, kem] of NATIVE) {
        const made = await kem.publicKeyOf(await kem.deserializePrivateKey(seed.slice()))
        expect(hex(made), name).toBe(hex(publicKey))
      }
      const ekm = random(64)
      const [enc, shared] = (await agreed((kem) => encap(kem, publicKey, ekm))).split(' ')
      expect(await agreed((kem) => decap(kem, seed, decodeHex(enc as string)))).toBe(shared)
    }
  })

  test('for a ciphertext that was tampered with, and none of them refuses it', async () => {
    const { seed, publicKey } = await keyPair()
    const [text, shared] = (await encap(library, publicKey, random(64))).split(' ')
    const enc = decodeHex(text as string)
    for (const bit of [0, 4001, 8 * 1088 - 1, 8 * 1088, 8 * 1120 - 2]) {
      const other = await agreed((kem) => decap(kem, seed, flipped(enc, bit)))
      expect(other).toMatch(/^[0-9a-f]{64}$/)
      expect(other).not.toBe(shared)
    }
  })

  test('for X25519 points in another form', async () => {
    const { seed, publicKey } = await keyPair()
    const enc = decodeHex((await encap(library, publicKey, random(64))).split(' ')[0] as string)
    // p + 9, which stands for the base point, and the base point with its unused bit set.
    for (const text of [`f6${'ff'.repeat(30)}7f`, `09${'00'.repeat(30)}80`]) {
      const point = decodeHex(text)
      const ekm = random(64)
      const made = await agreed((kem) => encap(kem, withPoint(publicKey, point), ekm))
      expect(made).not.toBe('refused')
      const opened = await agreed((kem) => decap(kem, seed, withPoint(enc, point)))
      expect(opened).not.toBe('refused')
    }
  })

  test('and refuses points of small order, ML-KEM keys out of range and other lengths', async () => {
    const { seed, publicKey } = await keyPair()
    const ekm = random(64)
    const enc = decodeHex((await encap(library, publicKey, ekm)).split(' ')[0] as string)
    for (const point of SMALL_ORDER) {
      expect(await agreed((kem) => encap(kem, withPoint(publicKey, point), ekm))).toBe('refused')
      expect(await agreed((kem) => decap(kem, seed, withPoint(enc, point)))).toBe('refused')
    }
    // A first coefficient of 4,095, where the modulus is 3,329 (FIPS 203 section 7.2).
    const outOfRange = publicKey.slice()
    outOfRange.set([0xff, 0xff])
    expect(await agreed((kem) => encap(kem, outOfRange, ekm))).toBe('refused')
    expect(await agreed((kem) => encap(kem, publicKey.slice(1), ekm))).toBe('refused')
    expect(await agreed((kem) => encap(kem, publicKey, ekm.slice(1)))).toBe('refused')
    expect(await agreed((kem) => decap(kem, seed, enc.slice(1)))).toBe('refused')
  })
})

test('an engine whose WebCrypto has no X25519 leaves it to the library', async () => {
  const refusing = () => Promise.reject(new Error('Unrecognized name.'))
  expect(await webCryptoParts({ importKey: refusing, deriveBits: refusing })).toBeUndefined()
})

test('a private key is prepared once', async () => {
  let prepared = 0
  const node = await nodeParts()
  const counting = new NativeXWing({
    ...node,
    mlKem(seed) {
      prepared += 1
      return node.mlKem(seed)
    },
  })
  const { seed, publicKey } = await keyPair()
  const enc = decodeHex((await encap(library, publicKey, random(64))).split(' ')[0] as string)
  const recipientKey = await counting.deserializePrivateKey(seed.slice())
  await Promise.all(Array.from({ length: 5 }, () => counting.decap({ recipientKey, enc })))
  expect(prepared).toBe(1)
})
