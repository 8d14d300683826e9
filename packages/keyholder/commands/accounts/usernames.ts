import { normaliseText, type AccountContent } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import type { Desk } from '../desk.ts'

/**
 * Whether no other account has the username of this content: among those that this device knows,
 * and, when the server can be asked, among all of the workspace, where it is taken for the account.
 * An account without a username is always free.
 */
export async function takeUsername(
  desk: Desk,
  accountId: string,
  content: AccountContent,
): Promise<boolean> {
  if (normaliseText(content.profile.username.value) === '') return true
  if ((await desk.vault.claimedLocally(content, accountId)) !== undefined) return false
  const claims = await desk.vault.claimsOf(content)
  if (claims === undefined || claims.claims.length === 0) return true
  return (await desk.reserve(accountId, claims)) ?? true
}

/** @throws {KeyholderError} `account.username-taken` */
export async function requireUsername(
  desk: Desk,
  accountId: string,
  content: AccountContent,
): Promise<void> {
  if (await takeUsername(desk, accountId, content)) return
  throw new KeyholderError(
    'account.username-taken',
    desk.workspace.policies.uniqueUsername === 'workspace'
      ? 'Another account of this workspace has this username: choose another.'
      : 'Another account of this app has this username: choose another.',
  )
}
