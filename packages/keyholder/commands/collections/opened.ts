import type { CborValue } from '@keyward/codec'
import { type AccountContent, COLLECTION, writeShares } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'

/** A collection as it is here. @throws {KeyholderError} `account.unknown`, `forbidden` */
export async function openedCollection(desk: Desk, collectionId: string): Promise<OpenAccount> {
  const opened = await desk.vault.get(collectionId)
  if (opened?.profile.kind !== COLLECTION || opened.deletedAt !== undefined)
    throw new KeyholderError(
      'account.unknown',
      'There is no such collection, or it is not shared with you.',
    )
  requireAllowed(desk, 'account.view-profile', { relation: opened.relation })
  return opened
}

/** What an Owner changes. @throws {KeyholderError} `account.unknown`, `account.not-owner`, `forbidden` */
export async function collectionFor(
  desk: Desk,
  collectionId: string,
  action: 'account.edit' | 'account.delete' | 'account.unshare',
): Promise<{ readonly opened: OpenAccount; readonly content: AccountContent }> {
  const opened = await openedCollection(desk, collectionId)
  const { relation, profile, secrets } = opened
  requireAllowed(desk, action, { relation })
  if (secrets === undefined)
    throw new KeyholderError('account.not-owner', 'Only an Owner of this collection can do this.')
  return { opened, content: { profile, secrets } }
}

/** Writes to whom a collection is given. @throws as `collectionFor` */
export async function noteInCollection(
  desk: Desk,
  collectionId: string,
  notes: ReadonlyMap<string, CborValue>,
): Promise<void> {
  if (notes.size === 0) return
  const { content } = await collectionFor(desk, collectionId, 'account.edit')
  await desk.vault.save(collectionId, writeShares(content, notes, editAt(desk)), {
    onTaken: 'keep',
  })
}
