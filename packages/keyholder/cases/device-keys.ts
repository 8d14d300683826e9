import { AeadKey } from '@keyward/primitives/aead'
import { concatBytes } from '@keyward/codec'
import { nobleAead } from '@keyward/primitives/aead/noble'
import type { DeviceKeyPort } from '@keyward/vault/unlock'

/** A key of the device in memory, which can be told to decline as a person can. */
export function testDeviceKey(): DeviceKeyPort & { isDeclined: boolean; asked: number } {
  const key = new AeadKey(crypto.getRandomValues(new Uint8Array(32)))
  const aead = nobleAead()
  return {
    isDeclined: false,
    asked: 0,
    async wrap(plaintext, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(12))
      return concatBytes(nonce, await aead.seal(key, nonce, plaintext, context))
    },
    async unwrap(wrapped, context) {
      this.asked += 1
      if (this.isDeclined) throw new Error('declined')
      return aead.open(key, wrapped.slice(0, 12), wrapped.slice(12), context)
    },
  }
}
