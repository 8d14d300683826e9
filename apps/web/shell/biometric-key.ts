import type { ShellPort } from '@keyward/channel'
import { concatBytes, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { type Aead, AEAD_NONCE_LENGTH, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import type { DeviceKeyPort } from '@keyward/vault/unlock'
import { BiometricError } from './error.ts'

/** The name under which the shell keeps the key. The surfaces of one device share it. */
export const BIOMETRIC_KEY = 'account-key.biometric'

/** What the key is made and used by. */
export interface BiometricPorts {
  readonly port: Pick<ShellPort, 'call'>
  readonly aead: Aead
  readonly random: Random
  /** The sentence in the system's prompt. */
  readonly prompt: string
}

/**
 * A key behind the device's biometrics: the shell keeps it, and gives it out after a match. Wrapping
 * makes a new one in place of the last, so that an earlier wrapped value opens nothing any more.
 * Wrapped bytes are the nonce, then ciphertext and tag; the context is associated data.
 *
 * Rejects with a ChannelError for what the prompt came to, with a BiometricError when the shell has
 * no key, and with a PrimitivesError for other bytes or another context.
 */
export function biometricKey({ port, aead, random, prompt }: BiometricPorts): DeviceKeyPort {
  return {
    async wrap(plaintext, context) {
      const key = new AeadKey(random(32))
      const value = encodeBase64url(key.exportBytes())
      await port.call('secure.put', { key: BIOMETRIC_KEY, value, gate: 'biometric' })
      const nonce = random(AEAD_NONCE_LENGTH)
      return concatBytes(nonce, await aead.seal(key, nonce, plaintext, context))
    },
    async unwrap(wrapped, context) {
      const { value } = await port.call('secure.get', { key: BIOMETRIC_KEY, prompt })
      if (value === null) throw new BiometricError()
      const key = new AeadKey(decodeBase64url(value))
      const nonce = wrapped.slice(0, AEAD_NONCE_LENGTH)
      return aead.open(key, nonce, wrapped.slice(AEAD_NONCE_LENGTH), context)
    },
  }
}
