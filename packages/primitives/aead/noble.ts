import { gcm } from '@noble/ciphers/aes.js'
import { AEAD_TAG_LENGTH, type Aead, type AeadKey, aeadRefused, checkNonce } from '../aead.ts'

/** AES-256-GCM in plain JavaScript, for engines without WebCrypto. Synchronous. */
export function nobleAead(): Aead {
  const keys = new WeakMap<AeadKey, Uint8Array>()
  const bytesOf = (key: AeadKey): Uint8Array => {
    const known = keys.get(key)
    if (known !== undefined) return known
    const bytes = key.exportBytes()
    keys.set(key, bytes)
    return bytes
  }
  return {
    seal(key, nonce, plaintext, associatedData) {
      checkNonce(nonce)
      return gcm(bytesOf(key), nonce, associatedData).encrypt(plaintext)
    },
    open(key, nonce, ciphertext, associatedData) {
      checkNonce(nonce)
      if (ciphertext.length < AEAD_TAG_LENGTH) throw aeadRefused()
      try {
        return gcm(bytesOf(key), nonce, associatedData).decrypt(ciphertext)
      } catch (error) {
        throw aeadRefused(error)
      }
    },
  }
}
