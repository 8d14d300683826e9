import { collectionReader } from '../../sharing/shares/collection.ts'
import { keepShares } from '../../sharing/shares/keep.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import type { OpenDesk } from '../keyholder.ts'

/** The accounts in a collection that the member owns. */
export function ownAccountsIn({ vault }: OpenDesk, collectionId: string): string[] {
  return vault.index
    .inCollection(collectionId)
    .map(({ accountId }) => accountId)
    .filter((accountId) => vault.relationOf(accountId) === 'owner')
}

/**
 * Lets what a collection gives now take effect on the accounts in it that the member owns.
 *
 * @throws {KeyholderError} `account.*`, `replica.*`
 */
export async function keepAccountsOf(desk: OpenDesk, collectionId: string): Promise<void> {
  const { context } = desk.vault
  const read = collectionReader(context)
  for (const accountId of ownAccountsIn(desk, collectionId))
    await unlessDamaged(() => keepShares(context, accountId, read))
}
