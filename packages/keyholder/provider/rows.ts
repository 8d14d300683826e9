import { isDamaged } from '../vault/rows/damage.ts'
import { openRow, sealRow } from '../vault/rows/sealed-row.ts'
import { transact } from '../vault/rows/transaction.ts'
import type { VaultPorts } from '../vault.ts'

/** Rows that this device keeps for itself, each sealed at its place. */
export interface SealedRows {
  /** undefined when there is none, or what is there can't be opened. @throws {KeyholderError} */
  get(key: string): Promise<Uint8Array | undefined>
  /**
   * Replaces a row by what `change` makes of it; null takes it away, undefined leaves it. Durable
   * when it resolves. `change` may run more than once.
   *
   * @throws {KeyholderError} `replica.*`, `session.locked`
   */
  update(
    key: string,
    change: (before: Uint8Array | undefined) => Uint8Array | null | undefined,
  ): Promise<void>
}

const COLLECTION = 'directory'

/** The rows of the provider, in the replica of an unlocked session. */
export function sealedRows(ports: VaultPorts): SealedRows {
  const open = async (key: string, row: Uint8Array | undefined) => {
    try {
      return row && (await openRow(ports, COLLECTION, key, row))
    } catch (error) {
      if (isDamaged(error)) return undefined
      throw error
    }
  }
  return {
    get: async (key) => open(key, await ports.replica.get(COLLECTION, key)),
    update: (key, change) =>
      transact(ports.replica, async (draft) => {
        const after = change(await open(key, await draft.get(COLLECTION, key)))
        if (after === undefined) return
        if (after === null) draft.delete(COLLECTION, key)
        else draft.put(COLLECTION, key, await sealRow(ports, COLLECTION, key, after))
      }),
  }
}
