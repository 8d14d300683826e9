import { encodeCbor, equalBytes } from '@keyward/codec'
import { loadAccount, type StoredAccount } from '../../vault/account/load.ts'
import type { VaultContext } from '../../vault/context.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import { record } from '../../vault/rows/fields.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { lookedThroughKey, putRow, readRow } from '../rows.ts'

/** Collections that are not as they were when the accounts in them were looked through. */
interface ChangedCollections {
  /** What is in them, as far as this device has it; deleted accounts are not looked for. */
  readonly accountIds: readonly string[]
  /** Keeps durably that these accounts were looked through. */
  done(): Promise<void>
}

/** @throws {KeyholderError} `replica.*` */
export async function changedCollections(context: VaultContext): Promise<ChangedCollections> {
  const { memory, replica } = context
  const accountIds = new Set<string>()
  const marks = new Map<string, Uint8Array>()
  for (const collectionId of memory.rows.collections()) {
    const stored = await unlessDamaged(() => loadAccount(context, replica, collectionId))
    if (stored === undefined) continue
    const mark = markOf(stored)
    const before = await readRow(context, replica, lookedThroughKey(collectionId))
    if (before !== undefined && equalBytes(before, mark)) continue
    marks.set(collectionId, mark)
    for (const { accountId } of memory.search.inCollection(collectionId)) accountIds.add(accountId)
  }
  return {
    accountIds: [...accountIds],
    async done() {
      if (marks.size === 0) return
      await transact(replica, async (draft) => {
        for (const [collectionId, mark] of marks)
          await putRow(context, draft, lookedThroughKey(collectionId), mark)
      })
    },
  }
}

/** What was changed here was looked through then. */
function markOf({ known }: StoredAccount): Uint8Array {
  const isPurged = known?.isPurged === true
  const [list, profile] = [known?.list.hash ?? null, known?.profile?.hash ?? null]
  return encodeCbor(record({ list, profile, isPurged }))
}
