import { concatBytes } from '@keyward/codec'
import { AEAD_NONCE_LENGTH, type Aead, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import type { DeviceKeyPort } from '@keyward/vault/unlock'

/** What the sensor of a phone says of whoever is in front of it. */
export interface Sensor {
  matches: boolean
}

/** The phone's key behind its biometrics: it unwraps for a match alone. */
export function biometricKey(sensor: Sensor, aead: Aead, random: Random): DeviceKeyPort {
  const key = new AeadKey(random(32))
  return {
    async wrap(plaintext, context) {
      const nonce = random(AEAD_NONCE_LENGTH)
      return concatBytes(nonce, await aead.seal(key, nonce, plaintext, context))
    },
    async unwrap(wrapped, context) {
      if (!sensor.matches) throw new Error('The biometrics did not match.')
      const nonce = wrapped.slice(0, AEAD_NONCE_LENGTH)
      return aead.open(key, nonce, wrapped.slice(AEAD_NONCE_LENGTH), context)
    },
  }
}
