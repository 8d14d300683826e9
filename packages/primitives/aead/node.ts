import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { concatBytes } from '@keyward/codec'
import { AEAD_TAG_LENGTH, type Aead, type AeadKey, aeadRefused, checkNonce } from '../aead.ts'

const ALGORITHM = 'aes-256-gcm'
const OPTIONS = { authTagLength: AEAD_TAG_LENGTH } as const

/**
 * AES-256-GCM by Node.js' synchronous OpenSSL, with the key kept imported for as long as the key
 * object lives. What is sealed here is short: WebCrypto's way to another thread and back costs ten
 * times the work. Node.js' small Buffers share memory: what is handed out has its own.
 */
export function nodeAead(): Aead {
  const keys = new WeakMap<AeadKey, KeyObject>()
  const imported = (key: AeadKey): KeyObject => {
    const known = keys.get(key)
    if (known !== undefined) return known
    const made = createSecretKey(key.exportBytes())
    keys.set(key, made)
    return made
  }
  return {
    seal(key, nonce, plaintext, associatedData) {
      checkNonce(nonce)
      const cipher = createCipheriv(ALGORITHM, imported(key), nonce, OPTIONS)
      cipher.setAAD(associatedData)
      return concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
    },
    open(key, nonce, ciphertext, associatedData) {
      checkNonce(nonce)
      if (ciphertext.length < AEAD_TAG_LENGTH) throw aeadRefused()
      const decipher = createDecipheriv(ALGORITHM, imported(key), nonce, OPTIONS)
      decipher.setAAD(associatedData)
      decipher.setAuthTag(ciphertext.subarray(-AEAD_TAG_LENGTH))
      const opened = decipher.update(ciphertext.subarray(0, -AEAD_TAG_LENGTH))
      try {
        return concatBytes(opened, decipher.final())
      } catch (error) {
        // What was decrypted so far was not authentic, and goes nowhere.
        opened.fill(0)
        throw aeadRefused(error)
      }
    },
  }
}
