import { type Limits, NO_LIMITS } from '@keyward/cosigning/terms'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import { stageTerms } from '../../sharing/terms/stage.ts'
import { requireAllowed } from '../desk.ts'
import { openedAccount } from '../accounts/opened.ts'
import type { OpenDesk } from '../keyholder.ts'
import { noteOwnShares, noteUnshared, shareWithTeams } from './teams.ts'

/** To whom an account is given, and as what. */
export interface Sharing {
  readonly memberIds?: readonly MemberId[]
  /** Everybody who is in these teams, now and later. */
  readonly teamIds?: readonly TeamId[]
  readonly role: AccountRole
  /** For other roles than Owner; none when they are left out. */
  readonly limits?: Limits
}

/**
 * Gives members and teams a role on an account. It takes effect for them with the next sync: Owners
 * get the keys; others sign in once an Owner's device has made deals for their devices, which that
 * sync begins with. Members of a team who have the account already keep what they have.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `account.*`, `forbidden`; {CosigningError}
 *   `terms.malformed` for limits that are none
 */
export async function shareAccount(
  desk: OpenDesk,
  accountId: string,
  { memberIds = [], teamIds = [], role, limits = NO_LIMITS }: Sharing,
): Promise<void> {
  const { relation } = await openedAccount(desk, accountId)
  const members = [...new Set(memberIds)]
  // All of them or none.
  for (const memberId of members) {
    const target = desk.workspace.members.get(memberId)
    if (target === undefined) throw unknownMember()
    requireAllowed(desk, 'account.share', { relation, target, grant: role })
    if (memberId === desk.identity.memberId && role !== 'owner') throw notOwnAway()
  }
  if (teamIds.length > 0) await shareWithTeams(desk, accountId, { teamIds, role, limits })
  if (role !== 'owner') await noteOwnShares(desk, accountId, members)
  for (const memberId of members) {
    if (role !== 'owner') await stageTerms(desk.vault.context, accountId, memberId, limits)
    await desk.vault.share(accountId, memberId, role)
  }
}

/**
 * Sets the limits of a member who has the account and is no Owner of it. They count with the next
 * sync, and what was used is counted anew.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `account.*`, `forbidden`; {CosigningError}
 *   `terms.malformed`
 */
export async function setLimits(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
  limits: Limits,
): Promise<void> {
  const { relation, grants } = await openedAccount(desk, accountId)
  const grant = grants.find(({ granteeId }) => granteeId === memberId)
  const target = desk.workspace.members.get(memberId)
  if (grant === undefined || target === undefined || grant.role === 'owner') throw unshared()
  requireAllowed(desk, 'account.unshare', { relation })
  await stageTerms(desk.vault.context, accountId, memberId, limits)
}

/**
 * Ends a member's role on an account, also where a team or a collection of theirs has it. With the next sync the
 * account has new keys, and signing in ends at once; what the member had seen before stays seen.
 *
 * @throws {KeyholderError} `membership.unknown-member` for who does not have the account,
 *   `account.*`, `forbidden`
 */
export async function unshareAccount(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
): Promise<void> {
  const { relation, grants } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.unshare', { relation })
  if (!grants.some(({ granteeId }) => granteeId === memberId)) throw unshared()
  await noteUnshared(desk, accountId, memberId)
  await desk.vault.unshare(accountId, memberId)
}

export function notOwnAway(): KeyholderError {
  return new KeyholderError(
    'account.not-owner',
    'Another Owner has to take your ownership from you.',
  )
}

export function unknownMember(): KeyholderError {
  return new KeyholderError(
    'membership.unknown-member',
    'There is no such member in the workspace.',
  )
}

function unshared(): KeyholderError {
  return new KeyholderError(
    'membership.unknown-member',
    'The account is not shared with this member.',
  )
}
