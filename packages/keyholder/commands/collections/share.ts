import type { CborValue } from '@keyward/codec'
import { NO_LIMITS } from '@keyward/cosigning/terms'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { keepShares } from '../../sharing/shares/keep.ts'
import { LEFT_OUT, memberShareOf, readShares, shareOf } from '../../sharing/shares/shares.ts'
import { wayOf } from '../../sharing/shares/way.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import { notOwnAway, type Sharing, unknownMember } from '../sharing/share.ts'
import { ANYBODY, unknownTeam } from '../sharing/teams.ts'
import { keepAccountsOf } from './keep-accounts.ts'
import { collectionFor, noteInCollection } from './opened.ts'

/**
 * Gives members and teams a collection: all accounts that are in it, now and later, as this role and
 * with these limits, which each account has for itself. As Owner somebody may also change the
 * collection and put in accounts of their own, and has those of others as Manager. Again, it sets
 * another role and other limits. Accounts of other Owners follow with the next sync of one of their
 * devices.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `account.*`, `forbidden`, `replica.*`;
 *   {CosigningError} `terms.malformed`
 */
export async function shareCollection(
  desk: OpenDesk,
  collectionId: string,
  { memberIds = [], teamIds = [], role, limits = NO_LIMITS }: Sharing,
): Promise<void> {
  const { opened } = await collectionFor(desk, collectionId, 'account.edit')
  const { relation, grants, profile } = opened
  const members = [...new Set(memberIds)]
  for (const memberId of members) {
    const target = desk.workspace.members.get(memberId)
    if (target === undefined) throw unknownMember()
    requireAllowed(desk, 'account.share', { relation, target, grant: role })
    if (memberId === desk.identity.memberId && role !== 'owner') throw notOwnAway()
  }
  const { teams } = desk.workspace
  if (teamIds.length > 0) requireAllowed(desk, 'account.share', { relation, ...ANYBODY })
  if (teamIds.some((teamId) => !teams.has(teamId))) throw unknownTeam()
  const notes = new Map<string, CborValue>()
  if (role === 'owner') {
    if (teamIds.length > 0)
      throw new KeyholderError('forbidden', 'Owners of a collection are people, not teams.')
    for (const memberId of members) if (profile.shares.has(memberId)) notes.set(memberId, null)
  } else {
    const { leftOut } = readShares(profile, desk.workspace)
    for (const teamId of teamIds) {
      notes.set(teamId, shareOf({ role, limits }))
      for (const memberId of teams.get(teamId)?.members ?? [])
        if (leftOut.has(memberId)) notes.set(memberId, null)
    }
    for (const memberId of members) notes.set(memberId, memberShareOf({ role, limits }))
  }
  await noteInCollection(desk, collectionId, notes)
  const owners = new Set(grants.filter((one) => one.role === 'owner').map((one) => one.granteeId))
  for (const memberId of members)
    // What follows from what is written takes nobody's ownership, and gives none.
    if (owners.has(memberId) !== (role === 'owner'))
      await desk.vault.share(collectionId, memberId, role)
  await takeEffect(desk, collectionId)
}

/**
 * Takes a collection from a member, also where a team of theirs has it, or from a team. Who has
 * accounts in it another way keeps them.
 *
 * @throws {KeyholderError} `membership.unknown-member` for whom it is not shared with; `account.*`,
 *   as for the last Owner; `forbidden`, `replica.*`
 */
export async function unshareCollection(
  desk: OpenDesk,
  collectionId: string,
  granteeId: MemberId | TeamId,
): Promise<void> {
  const { opened } = await collectionFor(desk, collectionId, 'account.unshare')
  const shares = readShares(opened.profile, desk.workspace)
  const isTeam = shares.teams.some(({ teamId }) => teamId === granteeId)
  if (isTeam) await noteInCollection(desk, collectionId, new Map([[granteeId, null]]))
  else await unshareMember(desk, opened, granteeId as MemberId)
  await takeEffect(desk, collectionId)
}

async function unshareMember(
  desk: OpenDesk,
  { accountId: collectionId, grants, profile }: OpenAccount,
  memberId: MemberId,
): Promise<void> {
  const grant = grants.find(({ granteeId }) => granteeId === memberId)
  if (grant === undefined)
    throw new KeyholderError(
      'membership.unknown-member',
      'The collection is not shared with this member.',
    )
  // First, since it is refused for the last Owner.
  if (grant.role === 'owner') await desk.vault.unshare(collectionId, memberId)
  const shares = readShares(profile, desk.workspace)
  const byTeam = wayOf({ ...shares, members: new Map() }, [], desk.workspace, memberId)
  const note = byTeam === undefined ? null : LEFT_OUT
  if (note !== null || profile.shares.has(memberId))
    await noteInCollection(desk, collectionId, new Map([[memberId, note]]))
}

async function takeEffect(desk: OpenDesk, collectionId: string): Promise<void> {
  await keepShares(desk.vault.context, collectionId)
  await keepAccountsOf(desk, collectionId)
}
