import { deleteAccount as marked, restoreAccount as unmarked } from '../../accounts.ts'
import { type Desk, editAt } from '../desk.ts'
import { contentFor } from './opened.ts'
import { requireUsername } from './usernames.ts'

/**
 * Deletes an account for everybody who has it. It can be restored for 30 days.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `account.deleted`
 */
export async function deleteAccount(desk: Desk, accountId: string): Promise<void> {
  const content = await contentFor(desk, accountId, 'account.delete')
  await desk.vault.save(accountId, marked(content, editAt(desk)), { onTaken: 'keep' })
}

/**
 * Brings a deleted account back, with everything that it had.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`; `account.username-taken` when another account
 *   took the username meanwhile
 * @throws {AccountsError} `account.not-deleted`, `account.restore-expired`
 */
export async function restoreAccount(desk: Desk, accountId: string): Promise<void> {
  const content = await contentFor(desk, accountId, 'account.restore')
  const restored = unmarked(content, editAt(desk))
  await requireUsername(desk, accountId, restored)
  await desk.vault.save(accountId, restored, { onTaken: 'refuse' })
}
