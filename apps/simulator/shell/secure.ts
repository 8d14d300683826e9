import { decodeBase64url, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { SecureGate } from '@keyward/channel'
import type { PhoneStorage } from './storage.ts'

/** What is known of a kept value without giving it out. */
export interface KeptFacts {
  readonly gate: SecureGate
  /** The enrolment that it was kept under. */
  readonly enrolment: number
}

/** The phone's key store: values are kept under a key that no program can read. */
export interface SecureStore {
  /** `value` is base64url. */
  put(key: string, value: string, facts: KeptFacts): Promise<void>
  facts(key: string): Promise<KeptFacts | undefined>
  /** Gives a value out. Whoever calls has passed its gate. Undefined when nothing is kept. */
  open(key: string): Promise<string | undefined>
  delete(key: string): Promise<void>
}

interface Kept extends KeptFacts {
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly ciphertext: ArrayBuffer
}

const NONCE_LENGTH = 12

/** Keeps values in the phone's storage, sealed with AES-256-GCM for their name. */
export function secureStore(storage: PhoneStorage): SecureStore {
  const held = async (key: string) => (await storage.get('secure', key)) as Kept | undefined
  return {
    async put(key, value, { gate, enrolment }) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH))
      const plain = new Uint8Array(decodeBase64url(value))
      const ciphertext = await crypto.subtle.encrypt(
        algorithm(key, nonce),
        await deviceKey(storage),
        plain,
      )
      const kept: Kept = { gate, enrolment, nonce, ciphertext }
      await storage.change('secure', key, () => ({ type: 'put', value: kept }))
    },
    async facts(key) {
      const kept = await held(key)
      return kept && { gate: kept.gate, enrolment: kept.enrolment }
    },
    async open(key) {
      const kept = await held(key)
      if (kept === undefined) return undefined
      const plain = await crypto.subtle.decrypt(
        algorithm(key, kept.nonce),
        await deviceKey(storage),
        kept.ciphertext,
      )
      return encodeBase64url(new Uint8Array(plain))
    },
    delete: (key) => storage.change('secure', key, () => ({ type: 'delete' })),
  }
}

function algorithm(key: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new Uint8Array(encodeUtf8(key)) }
}

/** The phone's own key. The first of two that are made at once is the one that stays. */
async function deviceKey(storage: PhoneStorage): Promise<CryptoKey> {
  const held = await storage.get('keys', 'device')
  if (held !== undefined) return held as CryptoKey
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  let kept: unknown = made
  await storage.change('keys', 'device', (before) => {
    if (before === undefined) return { type: 'put', value: made }
    kept = before
    return { type: 'keep' }
  })
  return kept as CryptoKey
}
