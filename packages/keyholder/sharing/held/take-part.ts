import type { VaultContext } from '../../vault/context.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { COLLECTION, indexOf, partsOf, putRow, readRow } from '../rows.ts'

/** What stands in the place of a row that was used: one byte, which is no row. */
const SPENT = Uint8Array.of(0)

/** A row that was taken for one sign-in, and no other. */
interface TakenPart {
  readonly key: string
  readonly index: number
  /** 112 bytes. */
  readonly bytes: Uint8Array
}

/**
 * Takes the next row of a deal. It is marked as spent, durably, when this resolves, so that no other
 * sign-in, tab or process ever gets it, whatever happens afterwards. Rows that were spent and not
 * erased, because the program ended in between, are erased on the way.
 *
 * @returns undefined when none is left
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function takePart(
  context: VaultContext,
  dealId: string,
): Promise<TakenPart | undefined> {
  const below = partsOf(dealId)
  for (let after = below; ;) {
    const rows = await context.replica.list(COLLECTION, { after, limit: 20 })
    const own = rows.filter(({ key }) => key.startsWith(below))
    for (const { key } of own) {
      const bytes = await spend(context, key)
      if (bytes !== undefined) return { key, index: indexOf(key), bytes }
    }
    const last = own.at(-1)
    if (last === undefined) return undefined
    after = last.key
  }
}

/** Erases a row that was spent. That it is there still harms nobody, so this never throws. */
export async function erasePart(context: VaultContext, key: string): Promise<void> {
  const erase = transact(context.replica, async (draft) => draft.delete(COLLECTION, key))
  await erase.catch(() => undefined)
}

function spend(context: VaultContext, key: string): Promise<Uint8Array | undefined> {
  return transact(context.replica, async (draft) => {
    // Also expected to be unchanged when it is written: of two that take it, one comes too late.
    if ((await draft.get(COLLECTION, key)) === undefined) return undefined
    const bytes = await readRow(context, draft, key)
    if (bytes === undefined || bytes.length === SPENT.length) {
      draft.delete(COLLECTION, key)
      return undefined
    }
    await putRow(context, draft, key, SPENT)
    return bytes
  })
}
