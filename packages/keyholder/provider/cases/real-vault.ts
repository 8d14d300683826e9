import { indexListId } from '@keyward/protocol'
import { memoryReplica, type ReplicaStore } from '../../replica.ts'
import { testPlatform } from '../../vault/cases/platform.ts'
import { TestMembership, TestWorkspace } from '../../vault/cases/workspace.ts'
import { openVault } from '../../vault/open-vault.ts'
import { type SealedRows, sealedRows } from '../rows.ts'

const workspace = await TestWorkspace.begin()

/** A vault over a replica in memory, which can be opened any number of times. */
export function realVault() {
  const shared = memoryReplica()
  const unlocked = workspace.unlocked('Olga')
  let now = 1_800_000_000_000
  const platform = testPlatform(7, () => (now += 1000))
  const open = async (replica: ReplicaStore = shared.open()) => {
    const ports = {
      platform,
      unlocked,
      membership: new TestMembership(workspace.entries),
      replica,
    }
    const vault = await openVault({ ...ports, indexListId: indexListId(workspace.workspaceId) })
    const rows: SealedRows = sealedRows(ports)
    return { vault, rows, replica }
  }
  return { shared, unlocked, platform, open }
}

/**
 * The replica of a program that is killed at its n-th step: from then on nothing comes through. A
 * write counts as two steps: before it, and after it is durable but before anybody knows.
 */
export function dyingReplica(replica: ReplicaStore, steps: number) {
  const state = { left: steps, isDead: false }
  const step = (): void => {
    if (state.left <= 0) state.isDead = true
    state.left -= 1
    if (state.isDead) throw new Error('killed')
  }
  const dying: ReplicaStore = {
    ...replica,
    async get(collection, key) {
      step()
      return replica.get(collection, key)
    },
    async write(batch, expect) {
      step()
      await replica.write(batch, expect)
      step()
    },
  }
  return { dying, state, step }
}
