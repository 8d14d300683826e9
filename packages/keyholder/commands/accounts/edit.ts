import { type AccountFields, editAccount as edited } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { type Desk, editAt } from '../desk.ts'
import { contentFor } from './opened.ts'
import { requireUsername } from './usernames.ts'

/**
 * Changes the given fields and no others; lists are given whole. What is replaced is kept in the
 * history.
 *
 * @returns whether anything changed
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `account.deleted`
 */
export async function editAccount(
  desk: Desk,
  accountId: string,
  changes: Partial<AccountFields>,
): Promise<boolean> {
  const before = await contentFor(desk, accountId, 'account.edit')
  const after = edited(before, changes, editAt(desk))
  if (after === before) return false
  if (after.profile.appName.value.trim() === '')
    throw new KeyholderError('account.incomplete', 'An account needs the name of its app.')
  await requireUsername(desk, accountId, after)
  await desk.vault.save(accountId, after, { onTaken: 'refuse' })
  return true
}
