import { AccountsError, IN_COLLECTION, TAKEN_OUT } from '../../accounts.ts'
import { collectionReader } from '../../sharing/shares/collection.ts'
import { keepShares } from '../../sharing/shares/keep.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { contentFor, openedAccount } from '../accounts/opened.ts'
import { type Desk, requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import { ANYBODY, noteShares, ownUntilNow } from '../sharing/teams.ts'
import { collectionFor } from './opened.ts'

/**
 * Puts accounts into a collection: whoever has that gets them, as what it says and with its limits.
 * Who does it has to own the collection and the accounts, all of them or none is put in.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`, `replica.*`; {AccountsError} `account.deleted`
 */
export async function putIntoCollection(
  desk: OpenDesk,
  collectionId: string,
  accountIds: readonly string[],
): Promise<void> {
  await collectionFor(desk, collectionId, 'account.edit')
  const accounts = await ownedAccounts(desk, accountIds)
  for (const { relation } of accounts)
    requireAllowed(desk, 'account.share', { relation, ...ANYBODY })
  const read = collectionReader(desk.vault.context)
  for (const account of accounts) {
    const { accountId } = account
    const notes = new Map([...ownUntilNow(account, desk), [collectionId, IN_COLLECTION] as const])
    await noteShares(desk, accountId, notes)
    await keepShares(desk.vault.context, accountId, read)
  }
}

/**
 * Takes accounts out of a collection: who had them by it alone loses them. Who does it has to own the
 * accounts; those that are not in it stay as they are.
 *
 * @throws as `putIntoCollection`
 */
export async function takeOutOfCollection(
  desk: OpenDesk,
  collectionId: string,
  accountIds: readonly string[],
): Promise<void> {
  const read = collectionReader(desk.vault.context)
  for (const { accountId, profile } of await ownedAccounts(desk, accountIds)) {
    if (!profile.shares.has(collectionId)) continue
    await noteShares(desk, accountId, new Map([[collectionId, TAKEN_OUT]]))
    await keepShares(desk.vault.context, accountId, read)
  }
}

async function ownedAccounts(
  desk: Desk,
  accountIds: readonly string[],
): Promise<readonly OpenAccount[]> {
  const accounts: OpenAccount[] = []
  for (const accountId of new Set(accountIds)) {
    await contentFor(desk, accountId, 'account.edit')
    const account = await openedAccount(desk, accountId)
    if (account.deletedAt !== undefined)
      throw new AccountsError('account.deleted', 'The account is deleted: restore it first.')
    accounts.push(account)
  }
  return accounts
}
