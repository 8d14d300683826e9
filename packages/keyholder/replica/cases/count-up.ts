import { ReplicaError } from '../error.ts'
import type { ReplicaStore } from '../port.ts'

/** Adds one to the number under the key 'n', so many times, against all others who do so. */
export async function countUp(store: ReplicaStore, times: number): Promise<void> {
  for (let done = 0; done < times;) {
    const value = await store.get('meta', 'n')
    const row = { collection: 'meta', key: 'n' } as const
    const next = { ...row, value: Uint8Array.of((value?.[0] ?? 0) + 1) }
    try {
      await store.write([next], [{ ...row, value: value ?? null }])
      done += 1
    } catch (error) {
      if (!(error instanceof ReplicaError && error.rule === 'replica.conflict')) throw error
    }
  }
}
