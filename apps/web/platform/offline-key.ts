import { concatBytes } from '@keyward/codec'
import type { DeviceKeyPort } from '@keyward/vault/unlock'
import type { KeyStore } from './key-store.ts'

const NAME = 'offline'
const NONCE_LENGTH = 12

/**
 * The device's own key for unlocking offline by passphrase: AES-256-GCM that the browser keeps and
 * never gives out. It is made when it is first used, and asks nobody. Wrapped bytes are the nonce,
 * then ciphertext and tag; the context is associated data.
 *
 * Rejects with a DOMException for bytes or a context that it did not wrap.
 */
export function offlineKey(keys: KeyStore, subtle: SubtleCrypto = crypto.subtle): DeviceKeyPort {
  const load = async (): Promise<CryptoKey> =>
    (await keys.get<CryptoKey>(NAME)) ?? (await keys.putFirst(NAME, await makeKey(subtle)))
  return {
    async wrap(plaintext, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH))
      const sealed = await subtle.encrypt(
        algorithm(nonce, context),
        await load(),
        new Uint8Array(plaintext),
      )
      return concatBytes(nonce, new Uint8Array(sealed))
    },
    async unwrap(wrapped, context) {
      const nonce = wrapped.slice(0, NONCE_LENGTH)
      const opened = await subtle.decrypt(
        algorithm(nonce, context),
        await load(),
        wrapped.slice(NONCE_LENGTH),
      )
      return new Uint8Array(opened)
    },
  }
}

function makeKey(subtle: SubtleCrypto): Promise<CryptoKey> {
  return subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function algorithm(iv: Uint8Array<ArrayBuffer>, context: Uint8Array): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new Uint8Array(context), tagLength: 128 }
}
