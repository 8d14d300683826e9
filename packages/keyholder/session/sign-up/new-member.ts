import { makeIdentityKey } from '@keyward/primitives/identity'
import { makeKeyset } from '@keyward/vault/keyset'
import { makeReplicaKey } from '@keyward/vault/local'
import { makeAccountKey } from '@keyward/vault/unlock'
import {
  type DeviceId,
  idFromBytes,
  type MemberId,
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
