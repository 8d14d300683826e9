import type { AeadKey } from '@keyward/primitives/aead'
import { accountKeyOf, type UnlockContext, unlockInfo } from './account-key.ts'

/**
 * A key that never leaves the device: a non-extractable WebCrypto key, a Keystore or Keychain key
 * behind biometrics. Both calls may ask the person. The context is bound as associated data; what
 * is refused or declined is thrown as the port's own error.
 */
export interface DeviceKeyPort {
  wrap(plaintext: Uint8Array, context: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array, context: Uint8Array): Promise<Uint8Array>
}

/** Wraps the account key by the device's key. @throws {VaultError} `context.malformed`, and the port's errors */
export async function wrapByDevice(
  deviceKey: DeviceKeyPort,
  context: UnlockContext,
  accountKey: AeadKey,
): Promise<Uint8Array> {
  return deviceKey.wrap(accountKey.exportBytes(), unlockInfo('device', context))
}

/** Unwraps it. @throws {VaultError} `context.malformed`, `unlock.malformed`, and the port's errors */
export async function unwrapByDevice(
  deviceKey: DeviceKeyPort,
  context: UnlockContext,
  wrapped: Uint8Array,
): Promise<AeadKey> {
  return accountKeyOf(await deviceKey.unwrap(wrapped, unlockInfo('device', context)))
}
