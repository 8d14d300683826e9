import { makeIdentityKey } from '@keyward/primitives/identity'
import { makeKeyset } from '@keyward/vault/keyset'
import { makeReplicaKey } from '@keyward/vault/local'
import { makeAccountKey } from '@keyward/vault/unlock'
import {
  type Device,
  type DeviceId,
  idFromBytes,
  type MemberId,
  type MemberKeys,
  type WorkspaceId,
} from '@keyward/workspace/chain'
import type { Core } from '../core.ts'
import type { Unlocked } from '../unlocked.ts'

/** All keys of a new member with its first device. */
export async function makeMember(core: Core, workspaceId: WorkspaceId): Promise<Unlocked> {
  const { random } = core.platform
  return {
    workspaceId,
    memberId: idFromBytes<MemberId>(random(16)),
    deviceId: idFromBytes<DeviceId>(random(16)),
    accountKey: makeAccountKey(random),
    accountKeyEpoch: 1,
    keysets: new Map([[1, await makeKeyset(random)]]),
    keysetEpoch: 1,
    deviceKey: makeIdentityKey(random),
    replicaKey: makeReplicaKey(random),
  }
}

/** The public part of the member's newest keyset, as the chain names it. */
export function publicKeysOf(keys: Unlocked): MemberKeys {
  const keyset = keys.keysets.get(keys.keysetEpoch)
  if (keyset === undefined) throw new TypeError('A member has the keyset of its newest epoch.')
  return { epoch: keys.keysetEpoch, ...keyset.publicPart }
}

/** This device, as the chain names it. */
export function deviceOf(keys: Unlocked, name: string): Device {
  return { deviceId: keys.deviceId, name, signing: keys.deviceKey.publicKey }
}
