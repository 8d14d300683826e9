import { AEAD_KEY_LENGTH, type Aead, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import { type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { REPLICA_KEY_WRAP } from '../labels.ts'
import { type DeviceContext, deviceInfo } from './context.ts'
import { unwrapBytes } from './wrap.ts'

/** Makes the key of what one device keeps to itself: `sealLocal` uses it, and nothing else. */
export function makeReplicaKey(random: Random): AeadKey {
  return new AeadKey(random(AEAD_KEY_LENGTH))
}

/** Wraps the replica key under the account key. 61 bytes. @throws {VaultError} `context.malformed` */
export async function wrapReplicaKey(
  sealing: Sealing,
  accountKey: AeadKey,
  context: DeviceContext,
  replicaKey: AeadKey,
): Promise<Uint8Array> {
  const info = deviceInfo(REPLICA_KEY_WRAP, context)
  return sealForm(sealing, accountKey, replicaKey.exportBytes(), info)
}

/** Unwraps what `wrapReplicaKey` made. @throws {VaultError} as `unwrapLocalKey` */
export async function unwrapReplicaKey(
  aead: Aead,
  accountKey: AeadKey,
  context: DeviceContext,
  wrapped: Uint8Array,
): Promise<AeadKey> {
  const info = deviceInfo(REPLICA_KEY_WRAP, context)
  return new AeadKey(await unwrapBytes(aead, accountKey, info, wrapped))
}
