import type { VaultContext } from '../../vault/context.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { COLLECTION, dealOf, keysBelow, partsOf } from '../rows.ts'

/** Erases a deal with its rows, by the key of its own. @throws {KeyholderError} `replica.*` */
export async function eraseDeal(context: VaultContext, key: string): Promise<void> {
  const parts = await keysBelow(context, partsOf(dealOf(key)))
  await transact(context.replica, async (draft) => {
    for (const one of [key, ...parts]) draft.delete(COLLECTION, one)
  })
}
