import type { AeadKey } from '@keyward/primitives/aead'
import type { IdentityKey } from '@keyward/primitives/identity'
import type { PrivateKeyset } from '@keyward/vault/keyset'
import type { DeviceId, MemberId, WorkspaceId } from '@keyward/workspace/chain'

/** Whose device this is. */
export interface Identity {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly deviceId: DeviceId
}

/**
 * What an unlocked session holds. Locking drops all references to it; nobody keeps one over an
 * `await` that may take long, but asks the session again.
 */
export interface Unlocked extends Identity {
  readonly accountKey: AeadKey
  readonly accountKeyEpoch: number
  /** The member's keysets by epoch: the newest is used, older ones open what was wrapped before. */
  readonly keysets: ReadonlyMap<number, PrivateKeyset>
  readonly keysetEpoch: number
  /** Signs as this device. */
  readonly deviceKey: IdentityKey
  /** Seals what only this device keeps. */
  readonly replicaKey: AeadKey
}

/** Whose keys they are, without the keys. */
export function idsOf({ workspaceId, memberId, deviceId }: Identity): Identity {
  return { workspaceId, memberId, deviceId }
}
