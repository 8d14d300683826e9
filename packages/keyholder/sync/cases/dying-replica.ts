import { type MemoryReplica, ReplicaError, type ReplicaStore } from '../../replica.ts'

/** Whether a program died right before its write reached the disk, or right after. */
export type Death = 'before' | 'after'

/** A replica whose program dies at a write: that one and all later ones fail. */
export interface DyingReplica {
  readonly replica: MemoryReplica
  /** How many writes there were. */
  readonly writes: () => number
}

/** @param at the number of the write at which the program dies, from 1; never when it is Infinity */
export function dyingReplica(shared: MemoryReplica, at: number, death: Death): DyingReplica {
  let count = 0
  const open = (): ReplicaStore => {
    const store = shared.open()
    return {
      ...store,
      async write(batch, expect) {
        count += 1
        if (count === at && death === 'after') await store.write(batch, expect)
        if (count >= at) throw new ReplicaError('replica.closed', 'The program died.')
        await store.write(batch, expect)
      },
    }
  }
  return { replica: { open, depose: shared.depose }, writes: () => count }
}
