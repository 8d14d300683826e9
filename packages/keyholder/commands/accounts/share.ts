import type { MemberId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import { type Desk, requireAllowed } from '../desk.ts'
import { openedAccount } from './opened.ts'

/**
 * Gives a member a role on an account. It takes effect for the member with the next sync.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `account.*`, `forbidden`
 */
export async function shareAccount(
  desk: Desk,
  accountId: string,
  memberId: MemberId,
  role: AccountRole,
): Promise<void> {
  const { relation } = await openedAccount(desk, accountId)
  const target = desk.workspace.members.get(memberId)
  if (target === undefined)
    throw new KeyholderError(
      'membership.unknown-member',
      'There is no such member in the workspace.',
    )
  requireAllowed(desk, 'account.share', { relation, target, grant: role })
  await desk.vault.share(accountId, memberId, role)
}

/**
 * Ends a member's role on an account. With the next sync the account has new keys; what the member
 * had seen before stays seen.
 *
 * @throws {KeyholderError} `membership.unknown-member` for who does not have the account,
 *   `account.*`, `forbidden`
 */
export async function unshareAccount(
  desk: Desk,
  accountId: string,
  memberId: MemberId,
): Promise<void> {
  const { relation, grants } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.unshare', { relation })
  if (!grants.some(({ granteeId }) => granteeId === memberId))
    throw new KeyholderError(
      'membership.unknown-member',
      'The account is not shared with this member.',
    )
  await desk.vault.unshare(accountId, memberId)
}
