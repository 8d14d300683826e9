import type { OpenDesk } from '../keyholder.ts'
import { listUnconfirmed } from '../passkeys/unconfirmed.ts'

/** Why an account needs a person's attention. */
export type Attention = 'username-taken' | 'passkey-unconfirmed'

/**
 * The accounts that need attention, with why, but for passkeys that are set apart: the index says
 * those (`SearchEntry.quarantined`). Of all accounts only those with waiting changes are opened.
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
  const { vault } = desk
  for (const { key: accountId } of await vault.context.replica.list('pending'))
    if ((await vault.get(accountId))?.isUsernameTaken === true) add(accountId, 'username-taken')
  for (const { accountId } of await listUnconfirmed(desk)) add(accountId, 'passkey-unconfirmed')
  return found
}
