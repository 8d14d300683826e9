import { AEAD_TAG_LENGTH, type Aead, type AeadKey, aeadRefused, checkNonce } from '../aead.ts'

/** The part of `SubtleCrypto` that is used; a browser's or Node.js' `crypto.subtle` fits. */
export interface SubtleAead {
  importKey(
    format: 'raw',
    data: never,
    algorithm: never,
    extractable: boolean,
    usages: never,
  ): Promise<unknown>
  encrypt(algorithm: never, key: never, data: never): Promise<ArrayBuffer>
  decrypt(algorithm: never, key: never, data: never): Promise<ArrayBuffer>
}

/** AES-256-GCM by WebCrypto, with the imported key kept for as long as the key object lives. */
export function webCryptoAead(subtle: SubtleAead): Aead {
  const keys = new WeakMap<AeadKey, Promise<unknown>>()
  const imported = (key: AeadKey): Promise<unknown> => {
    const known = keys.get(key)
    if (known !== undefined) return known
    const made = subtle.importKey('raw', key.exportBytes() as never, 'AES-GCM' as never, false, [
      'encrypt',
      'decrypt',
    ] as never)
    keys.set(key, made)
    return made
  }
  return {
    async seal(key, nonce, plaintext, associatedData) {
      checkNonce(nonce)
      const native = await imported(key)
      const parameters = parametersOf(nonce, associatedData)
      return new Uint8Array(
        await subtle.encrypt(parameters as never, native as never, plaintext as never),
      )
    },
    async open(key, nonce, ciphertext, associatedData) {
      checkNonce(nonce)
      if (ciphertext.length < AEAD_TAG_LENGTH) throw aeadRefused()
      const native = await imported(key)
      const parameters = parametersOf(nonce, associatedData)
      try {
        return new Uint8Array(
          await subtle.decrypt(parameters as never, native as never, ciphertext as never),
        )
      } catch (error) {
        throw aeadRefused(error)
      }
    },
  }
}

function parametersOf(iv: Uint8Array, additionalData: Uint8Array): object {
  return { name: 'AES-GCM', iv, additionalData, tagLength: 128 }
}
