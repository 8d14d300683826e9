import type { CborValue } from '@keyward/codec'
import type { Limits } from '@keyward/cosigning/terms'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { writeShares } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { keepTeamShares } from '../../sharing/teams/keep.ts'
import { LEFT_OUT, OWN, readShares, shareOf, teamShareOf } from '../../sharing/teams/shares.ts'
import { stageTerms } from '../../sharing/terms/stage.ts'
import { contentFor, openedAccount } from '../accounts/opened.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'

/** The least that sharing with a team comes to. */
const ANYBODY = { target: { kind: 'person', role: 'guest' }, grant: 'collaborator' } as const

/**
 * Shares an account with whole teams: whoever is in one, or comes into one later, gets it by an
 * Owner's device, and loses it on leaving. Again, it sets another role and other limits.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `account.*`, `forbidden`; {CosigningError}
 *   `terms.malformed`
 */
export async function shareWithTeams(
  desk: OpenDesk,
  accountId: string,
  given: {
    readonly teamIds: readonly TeamId[]
    readonly role: AccountRole
    readonly limits: Limits
  },
): Promise<void> {
  const { teamIds, role, limits } = given
  const { relation, grants, profile } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.share', { relation, ...ANYBODY })
  if (role === 'owner')
    throw new KeyholderError('forbidden', 'Owners of an account are people, not teams.')
  const { teams } = desk.workspace
  if (teamIds.some((teamId) => !teams.has(teamId))) throw unknownTeam()
  const { isByTeams, leftOut } = readShares(profile, desk.workspace)
  const notes = new Map<string, CborValue>()
  if (!isByTeams) {
    // Who has it until now was given it by name.
    for (const { granteeId, role: now } of grants) if (now !== 'owner') notes.set(granteeId, OWN)
  }
  for (const teamId of teamIds) {
    notes.set(teamId, shareOf({ role, limits }))
    for (const memberId of teams.get(teamId)?.members ?? [])
      if (leftOut.has(memberId)) notes.set(memberId, null)
  }
  await note(desk, accountId, notes)
  await limitThoseWhoHaveIt(desk, accountId, teamIds)
  await keepTeamShares(desk.vault.context, accountId)
}

/**
 * Ends sharing an account with a team. Who has it by another team, or was given it by name, keeps it.
 *
 * @throws {KeyholderError} `membership.unknown-member` for a team that it is not shared with,
 *   `account.*`, `forbidden`
 */
export async function unshareWithTeam(
  desk: OpenDesk,
  accountId: string,
  teamId: TeamId,
): Promise<void> {
  const { relation, profile } = await openedAccount(desk, accountId)
  requireAllowed(desk, 'account.unshare', { relation })
  const { teams } = readShares(profile, desk.workspace)
  if (!teams.some((share) => share.teamId === teamId)) throw unknownTeam()
  await note(desk, accountId, new Map([[teamId, null]]))
  await keepTeamShares(desk.vault.context, accountId)
}

/** That members are given the account by name: teams that they leave do not take it from them. */
export async function noteOwnShares(
  desk: Desk,
  accountId: string,
  memberIds: readonly MemberId[],
): Promise<void> {
  const { profile } = await openedAccount(desk, accountId)
  if (desk.workspace.teams.size === 0 && profile.shares.size === 0) return
  const { own } = readShares(profile, desk.workspace)
  const notes = memberIds.filter((memberId) => !own.has(memberId)).map((id) => [id, OWN] as const)
  await note(desk, accountId, new Map(notes))
}

/** That a member has the account no more, whatever team has it. */
export async function noteUnshared(
  desk: Desk,
  accountId: string,
  memberId: MemberId,
): Promise<void> {
  const { profile } = await openedAccount(desk, accountId)
  if (profile.shares.size === 0) return
  const shares = readShares(profile, desk.workspace)
  const isByTeam = teamShareOf(shares, desk.workspace, memberId) !== undefined
  if (isByTeam) await note(desk, accountId, new Map([[memberId, LEFT_OUT]]))
  else if (shares.own.has(memberId)) await note(desk, accountId, new Map([[memberId, null]]))
}

/** The limits of a team's share are those of all who have the account by it. */
async function limitThoseWhoHaveIt(
  desk: OpenDesk,
  accountId: string,
  teamIds: readonly TeamId[],
): Promise<void> {
  const { grants, profile } = await openedAccount(desk, accountId)
  const shares = readShares(profile, desk.workspace)
  for (const { granteeId, role } of grants) {
    if (role === 'owner' || shares.own.has(granteeId)) continue
    const share = teamShareOf(shares, desk.workspace, granteeId as MemberId)
    if (share === undefined || !teamIds.includes(share.teamId)) continue
    await stageTerms(desk.vault.context, accountId, granteeId, share.limits)
  }
}

async function note(
  desk: Desk,
  accountId: string,
  notes: ReadonlyMap<string, CborValue>,
): Promise<void> {
  if (notes.size === 0) return
  const content = await contentFor(desk, accountId, 'account.edit')
  await desk.vault.save(accountId, writeShares(content, notes, editAt(desk)), { onTaken: 'keep' })
}

function unknownTeam(): KeyholderError {
  return new KeyholderError('membership.unknown-member', 'There is no such team.')
}
