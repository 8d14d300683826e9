import type { AeadKey } from '@keyward/primitives/aead'
import { VaultError } from '../error.ts'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import type { DeviceKeyPort } from '../unlock/device.ts'

/** A device key in memory, which can be told to decline, as a person can. */
export function memoryDeviceKey(
  sealing: Sealing,
  key: AeadKey,
): DeviceKeyPort & { isDeclined: boolean } {
  return {
    isDeclined: false,
    wrap: (plaintext, context) => sealForm(sealing, key, plaintext, context),
    unwrap(wrapped, context) {
      if (this.isDeclined) throw new VaultError('unlock.refused', 'The person declined.')
      return openForm(sealing.aead, key, wrapped, context, {
        malformed: 'unlock.malformed',
        refused: 'unlock.refused',
      })
    },
  }
}
