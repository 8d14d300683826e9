import type { OpenDesk } from '../keyholder.ts'
import { listUnconfirmed } from '../passkeys/unconfirmed.ts'

/** Why an account needs a person's attention. */
export type Attention = 'username-taken' | 'passkey-unconfirmed'

/**
 * The accounts that need attention, with why, but for passkeys that are set apart: the index says
 * those (`SearchEntry.quarantined`). Of all accounts only those with waiting changes are opened, since
 * the server may have refused them; where it took them and the username was taken, the index says so.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function accountsInNeed(
  desk: OpenDesk,
): Promise<ReadonlyMap<string, readonly Attention[]>> {
  const found = new Map<string, Attention[]>()
  const add = (accountId: string, why: Attention): void => {
    const known = found.get(accountId) ?? []
    if (!known.includes(why)) found.set(accountId, [...known, why])
  }
  for (const accountId of await accountsWithTakenUsername(desk)) add(accountId, 'username-taken')
  for (const { accountId } of await listUnconfirmed(desk)) add(accountId, 'passkey-unconfirmed')
  return found
}

/**
 * The accounts whose username another account has: they have to be renamed. Deleted ones are left
 * out.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function accountsWithTakenUsername({
  vault,
}: Pick<OpenDesk, 'vault'>): Promise<readonly string[]> {
  const { replica, memory } = vault.context
  const found = new Set(memory.rows.taken())
  for (const { key: accountId } of await replica.list('pending')) {
    const account = await vault.get(accountId)
    const isTaken = account?.isUsernameTaken === true && account.deletedAt === undefined
    if (isTaken) found.add(accountId)
  }
  return [...found]
}
