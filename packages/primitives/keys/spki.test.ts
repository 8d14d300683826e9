import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import { ecdsaFromDer } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { nodeBackend } from '../signature/node.ts'
import { EDDSA, ES256, RS256 } from './algorithm.ts'
import { importPrivateKey } from './import.ts'
import { encodeSpki } from './spki.ts'

const made: readonly (readonly [string, KeyObject])[] = [
  ['ES256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey],
  ['EdDSA', generateKeyPairSync('ed25519').privateKey],
  ['RS256, 2,048 bits', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
  ['RS256, 3,072 bits', generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey],
  [
    'RS256, exponent 3',
    generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).privateKey,
  ],
]

const PARAMETERS = {
  [ES256]: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  [EDDSA]: { name: 'Ed25519' },
  [RS256]: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
} as const

describe('encodeSpki', () => {
  test.each(made)('%s: the same bytes as OpenSSL writes', (_, key) => {
    const { publicKey } = importPrivateKey(
      Uint8Array.from(key.export({ format: 'der', type: 'pkcs8' })),
    )
    const native = createPublicKey(key).export({ format: 'der', type: 'spki' })
    expect(encodeSpki(publicKey)).toEqual(Uint8Array.from(native))
  })

  test.each([ES256, EDDSA, RS256] as const)(
    '[C12] algorithm %d: WebCrypto imports it and verifies with it',
    async (algorithm) => {
      const backend = nodeBackend()
      const { privateKey, publicKey } = await backend.generate(algorithm)
      const parameters = PARAMETERS[algorithm]
      const key = await webcrypto.subtle.importKey(
        'spki',
        Uint8Array.from(encodeSpki(publicKey)),
        parameters,
        true,
        ['verify'],
      )
      expect(key.type).toBe('public')
      const exported = await webcrypto.subtle.exportKey('spki', key)
      expect(new Uint8Array(exported)).toEqual(encodeSpki(publicKey))
      const message = Uint8Array.of(1, 2, 3)
      const signature = await backend.sign(privateKey, message)
      const plain = algorithm === ES256 ? ecdsaFromDer(signature) : signature
      const isValid = await webcrypto.subtle.verify(
        parameters,
        key,
        Uint8Array.from(plain),
        message,
      )
      expect(isValid).toBe(true)
    },
  )
})
