import {
  Aes128Gcm,
  Aes256Gcm,
  CipherSuite,
  DhkemP521HkdfSha512,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  HkdfSha512,
  type KemInterface,
} from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { decodeHex, encodeHex } from '@keyward/codec'
import { AEAD_AES_256_GCM, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from '@panva/hpke-noble'
import * as other from 'hpke'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../cases/seeded-random.ts'
import { SecretBytes } from '../secret-bytes.ts'
import { Hkdf } from './hkdf.ts'
import { hpkeOpen, hpkeSeal, wrappingPublicKey } from './hpke.ts'

interface HpkeVector {
  readonly source: string
  readonly mode: number
  readonly kemId: number
  readonly kdfId: number
  readonly aeadId: number
  readonly info: string
  readonly ikmE: string
  readonly pkRm: string
  readonly skRm: string
  readonly enc: string
  readonly psk?: string
  readonly pskId?: string
  readonly encryptions: readonly { sequence: number; pt: string; aad: string; ct: string }[]
}

type XWingVector = Readonly<Record<'seed' | 'eseed' | 'ss' | 'pk' | 'ct', string>>

function vectorsOf<T>(name: string): readonly T[] {
  const file = new URL(`../vectors/${name}`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly T[] }).vectors
}

const KEMS: Readonly<Record<number, () => KemInterface>> = {
  18: () => new DhkemP521HkdfSha512(),
  32: () => new DhkemX25519HkdfSha256(),
}
const hex = (bytes: ArrayBuffer | Uint8Array): string => encodeHex(new Uint8Array(bytes))

describe('HPKE, RFC 9180 appendix A', () => {
  const vectors = vectorsOf<HpkeVector>('hpke-rfc9180.json')

  test('there are base and PSK vectors of two suites', () => {
    expect(vectors.map(({ kemId, mode }) => `${kemId}/${mode}`)).toEqual([
      '32/0',
      '32/1',
      '18/0',
      '18/1',
    ])
  })

  for (const vector of vectors) {
    const kdfs = vector.kdfId === 1 ? [new HkdfSha256(), new Hkdf()] : [new HkdfSha512()]
    test.each(kdfs)(
      `${vector.source}: the library seals and opens it to the byte (%#)`,
      async (kdf) => {
        const suite = new CipherSuite({
          kem: (KEMS[vector.kemId] as () => KemInterface)(),
          kdf,
          aead: vector.aeadId === 1 ? new Aes128Gcm() : new Aes256Gcm(),
        })
        const psk =
          vector.psk === undefined
            ? {}
            : { psk: { key: decodeHex(vector.psk), id: decodeHex(vector.pskId ?? '') } }
        const common = { info: decodeHex(vector.info), ...psk }
        const recipientPublicKey = await suite.kem.deserializePublicKey(decodeHex(vector.pkRm))
        const recipientKey = await suite.kem.deserializePrivateKey(decodeHex(vector.skRm))
        const enc = decodeHex(vector.enc)
        const ekm = await suite.kem.deriveKeyPair(decodeHex(vector.ikmE))
        const sender = await suite.createSenderContext({ ...common, recipientPublicKey, ekm })
        const recipient = await suite.createRecipientContext({ ...common, recipientKey, enc })
        expect(hex(sender.enc)).toBe(vector.enc)
        for (const { pt, aad, ct } of vector.encryptions) {
          expect(hex(await sender.seal(decodeHex(pt), decodeHex(aad)))).toBe(ct)
          expect(hex(await recipient.open(decodeHex(ct), decodeHex(aad)))).toBe(pt)
        }
      },
    )
  }
})

describe('X-Wing, draft-connolly-cfrg-xwing-kem', () => {
  const vectors = vectorsOf<XWingVector>('x-wing.json')

  test('there are three vectors', () => {
    expect(vectors).toHaveLength(3)
  })

  for (const [index, vector] of vectors.entries()) {
    test(`vector ${index + 1}: public key, encapsulation and shared secret`, async () => {
      expect(hex(await wrappingPublicKey(new SecretBytes(decodeHex(vector.seed), 'seed')))).toBe(
        vector.pk,
      )
      const kem = new XWing()
      const recipientPublicKey = await kem.deserializePublicKey(decodeHex(vector.pk))
      const recipientKey = await kem.deserializePrivateKey(decodeHex(vector.seed))
      const made = await kem.encap({ recipientPublicKey, ekm: decodeHex(vector.eseed) })
      expect(hex(made.enc)).toBe(vector.ct)
      expect(hex(made.sharedSecret)).toBe(vector.ss)
      const shared = await kem.decap({ recipientKey, enc: decodeHex(vector.ct) })
      expect(hex(shared)).toBe(vector.ss)
    })
  }
})

describe('HPKE by another library', () => {
  const random = seededRandom('hpke')
  const suite = new other.CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  const seed = random(32)
  const secret = new SecretBytes(seed, 'seed')
  const info = random(90)
  const plaintext = random(32)
  const rules = { malformed: 'wrapped.malformed', refused: 'wrapped.refused' } as const

  for (const mode of ['base', 'PSK'] as const) {
    const psk = mode === 'base' ? undefined : { id: random(32), key: random(32) }
    const binding = psk === undefined ? { info } : { info, psk }
    const options = psk === undefined ? { info } : { info, psk: psk.key, pskId: psk.id }

    test(`${mode} mode: it opens what is sealed here`, async () => {
      const publicKey = await wrappingPublicKey(secret)
      const sealed = await hpkeSeal(publicKey, plaintext, binding, random, rules.malformed)
      const privateKey = await suite.DeserializePrivateKey(seed)
      const opened = await suite.Open(
        privateKey,
        sealed.slice(1, 1121),
        sealed.slice(1121),
        options,
      )
      expect(hex(opened)).toBe(hex(plaintext))
    })

    test(`${mode} mode: what it seals opens here`, async () => {
      const publicKey = await suite.DeserializePublicKey(await wrappingPublicKey(secret))
      const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, plaintext, options)
      const sealed = Uint8Array.of(1, ...encapsulatedSecret, ...ciphertext)
      expect(hex(await hpkeOpen(secret, sealed, binding, rules))).toBe(hex(plaintext))
    })
  }

  test('a message of one mode does not open in the other', async () => {
    const publicKey = await wrappingPublicKey(secret)
    const psk = { id: random(32), key: random(32) }
    const base = await hpkeSeal(publicKey, plaintext, { info }, random, rules.malformed)
    const withPsk = await hpkeSeal(publicKey, plaintext, { info, psk }, random, rules.malformed)
    for (const [sealed, binding] of [
      [base, { info, psk }],
      [withPsk, { info }],
      [withPsk, { info, psk: { ...psk, key: random(32) } }],
    ] as const) {
      await expect(hpkeOpen(secret, sealed, binding, rules)).rejects.toMatchObject({
        rule: 'wrapped.refused',
      })
    }
  })
})
