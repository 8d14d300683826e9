import type { AccountContent } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { type Desk, requireAllowed } from '../desk.ts'

/**
 * An account as it is here, deleted ones too. What is none, as a collection, is unknown.
 *
 * @throws {KeyholderError} `account.unknown`, `forbidden`
 */
export async function openedAccount(desk: Desk, accountId: string): Promise<OpenAccount> {
  const account = await desk.vault.get(accountId)
  if (account === undefined || account.profile.kind !== '')
    throw new KeyholderError('account.unknown', 'There is no such account, or it is set apart.')
  requireAllowed(desk, 'account.view-profile', { relation: account.relation })
  return account
}

/** What an Owner does with an account. */
type OwnerAction =
  | 'account.view-secrets'
  | 'account.edit'
  | 'account.delete'
  | 'account.restore'
  | 'account.unshare'

/** Both compartments, for who may do this. @throws {KeyholderError} `account.*`, `forbidden` */
export async function contentFor(
  desk: Desk,
  accountId: string,
  action: OwnerAction,
): Promise<AccountContent> {
  const { relation, profile, secrets } = await openedAccount(desk, accountId)
  requireAllowed(desk, action, { relation })
  if (secrets === undefined)
    throw new KeyholderError('account.not-owner', 'Only an Owner of this account can do this.')
  return { profile, secrets }
}
