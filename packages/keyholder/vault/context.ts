import type { Sealing } from '@keyward/vault/envelope'
import type { Platform } from '../platform.ts'
import type { ReplicaStore } from '../replica.ts'
import type { Unlocked } from '../session/unlocked.ts'
import type { IndexMemory } from './index/memory.ts'
import type { MembershipView } from './membership-view.ts'

/** What a vault works with. */
export interface VaultPorts {
  readonly platform: Platform
  readonly replica: ReplicaStore
  /** @throws {KeyholderError} `session.locked` */
  readonly unlocked: () => Unlocked
  /** The chain as adopted so far: the same object, which moves on. */
  readonly membership: MembershipView
}

/** The ports with what one open vault keeps in memory: the index, and nothing that was opened. */
export interface VaultContext extends VaultPorts {
  /** The id under which the workspace's index key has its access list. */
  readonly indexListId: string
  readonly memory: IndexMemory
}

/** What sealing needs. */
export function sealingOf({ platform }: Pick<VaultPorts, 'platform'>): Sealing {
  return { aead: platform.aead, random: platform.random }
}
