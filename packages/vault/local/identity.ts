import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import { type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { LOCAL_IDENTITY_WRAP } from '../labels.ts'
import { type DeviceContext, deviceInfo } from './context.ts'
import { unwrapBytes } from './wrap.ts'

/**
 * Wraps the device's signing key, its seed of 32 bytes, under the account key. 61 bytes.
 *
 * @throws {VaultError} `context.malformed`
 */
export async function wrapIdentity(
  sealing: Sealing,
  accountKey: AeadKey,
  context: DeviceContext,
  identity: IdentityKey,
): Promise<Uint8Array> {
  const info = deviceInfo(LOCAL_IDENTITY_WRAP, context)
  return sealForm(sealing, accountKey, identity.exportSeed(), info)
}

/**
 * Unwraps what `wrapIdentity` made.
 *
 * @throws {VaultError} as `unwrapLocalKey`
 */
export async function unwrapIdentity(
  aead: Aead,
  accountKey: AeadKey,
  context: DeviceContext,
  wrapped: Uint8Array,
): Promise<IdentityKey> {
  const info = deviceInfo(LOCAL_IDENTITY_WRAP, context)
  return identityFromSeed(await unwrapBytes(aead, accountKey, info, wrapped))
}
