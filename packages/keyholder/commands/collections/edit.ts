import { createCollection as contentOf, editAccount, deleteAccount } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import { takeOutOfCollection } from './accounts.ts'
import { ownAccountsIn } from './keep-accounts.ts'
import { collectionFor } from './opened.ts'

/**
 * Makes a collection, a named set of accounts that are shared as one. Who makes it is its one Owner.
 *
 * @returns its id
 * @throws {KeyholderError} `forbidden`; `account.incomplete` without a name; `replica.*`
 */
export async function createCollection(desk: Desk, name: string): Promise<string> {
  requireAllowed(desk, 'accounts.create', {})
  const content = contentOf(named(name), editAt(desk))
  return desk.vault.create(content, { onTaken: 'keep' })
}

/** @throws {KeyholderError} `account.*`, `forbidden`, `replica.*` */
export async function renameCollection(
  desk: Desk,
  collectionId: string,
  name: string,
): Promise<void> {
  const { content } = await collectionFor(desk, collectionId, 'account.edit')
  const after = editAccount(content, { appName: named(name) }, editAt(desk))
  if (after !== content) await desk.vault.save(collectionId, after, { onTaken: 'keep' })
}

/**
 * Deletes a collection. Accounts in it stay; whoever had them by it alone loses them: those of other
 * Owners with the next sync of one of their devices.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`, `replica.*`
 */
export async function removeCollection(desk: OpenDesk, collectionId: string): Promise<void> {
  const { content } = await collectionFor(desk, collectionId, 'account.delete')
  const own = ownAccountsIn(desk, collectionId)
  await desk.vault.save(collectionId, deleteAccount(content, editAt(desk)), { onTaken: 'keep' })
  await takeOutOfCollection(desk, collectionId, own)
}

function named(name: string): string {
  if (name.trim() === '')
    throw new KeyholderError('account.incomplete', 'A collection needs a name.')
  return name.trim()
}
