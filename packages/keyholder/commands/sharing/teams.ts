import type { CborValue } from '@keyward/codec'
import type { Limits } from '@keyward/cosigning/terms'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { type Profile, writeShares } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { collectionReader, readCollections } from '../../sharing/shares/collection.ts'
import { keepShares } from '../../sharing/shares/keep.ts'
import { LEFT_OUT, OWN, readShares, shareOf } from '../../sharing/shares/shares.ts'
import { wayOf } from '../../sharing/shares/way.ts'
import { stageTerms } from '../../sharing/terms/stage.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { contentFor, openedAccount } from '../accounts/opened.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'

/** The least that sharing with a team or by a collection comes to. */
export const ANYBODY = { target: { kind: 'person', role: 'guest' }, grant: 'collaborator' } as const

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
  const { leftOut } = readShares(profile, desk.workspace)
  const notes = new Map(ownUntilNow({ profile, grants }, desk))
  for (const teamId of teamIds) {
    notes.set(teamId, shareOf({ role, limits }))
    for (const memberId of teams.get(teamId)?.members ?? [])
      if (leftOut.has(memberId)) notes.set(memberId, null)
  }
  await noteShares(desk, accountId, notes)
  await limitThoseWhoHaveIt(desk, accountId, teamIds)
  await keepShares(desk.vault.context, accountId)
}

/** That those who have an account were given it by name, before it is first given another way. */
export function ownUntilNow(
  { profile, grants }: Pick<OpenAccount, 'profile' | 'grants'>,
  { workspace }: Pick<Desk, 'workspace'>,
): (readonly [string, CborValue])[] {
  if (readShares(profile, workspace).isKept) return []
  // Where something is written of a member, that counts: also what another device writes now.
  return grants
    .filter(({ granteeId, role }) => role !== 'owner' && !profile.shares.has(granteeId))
    .map(({ granteeId }) => [granteeId, OWN])
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
  await noteShares(desk, accountId, new Map([[teamId, null]]))
  await keepShares(desk.vault.context, accountId)
}

/**
 * That members are given the account by name: teams and collections that they leave do not take it
 * from them. It is written though there are none: another device may just make the first.
 */
export async function noteOwnShares(
  desk: Desk,
  accountId: string,
  memberIds: readonly MemberId[],
): Promise<void> {
  const { profile } = await openedAccount(desk, accountId)
  const { own } = readShares(profile, desk.workspace)
  const notes = memberIds.filter((memberId) => !own.has(memberId)).map((id) => [id, OWN] as const)
  await noteShares(desk, accountId, new Map(notes))
}

/** That a member has the account no more, whatever team or collection has it. */
export async function noteUnshared(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
): Promise<void> {
  const { profile } = await openedAccount(desk, accountId)
  if (profile.shares.size === 0) return
  const { shares, open, unread } = await waysOf(desk, profile)
  const isAnotherWay =
    unread.length > 0 || wayOf(shares, open, desk.workspace, memberId) !== undefined
  if (isAnotherWay) await noteShares(desk, accountId, new Map([[memberId, LEFT_OUT]]))
  else if (shares.own.has(memberId)) await noteShares(desk, accountId, new Map([[memberId, null]]))
}

/** How an account is shared, with the collections that it is in as far as they can be read. */
export async function waysOf({ vault, workspace }: OpenDesk, profile: Profile) {
  const shares = readShares(profile, workspace)
  const read = collectionReader(vault.context)
  return { shares, ...(await readCollections(read, shares)) }
}

/** The limits of a team's share are those of all who have the account by it. */
async function limitThoseWhoHaveIt(
  desk: OpenDesk,
  accountId: string,
  teamIds: readonly TeamId[],
): Promise<void> {
  const { grants, profile } = await openedAccount(desk, accountId)
  const { shares, open } = await waysOf(desk, profile)
  for (const { granteeId, role } of grants) {
    if (role === 'owner' || shares.own.has(granteeId)) continue
    const way = wayOf(shares, open, desk.workspace, granteeId as MemberId)
    if (way === undefined || way.collectionId !== null) continue
    if (way.teamId === null || !teamIds.includes(way.teamId)) continue
    await stageTerms(desk.vault.context, accountId, granteeId, way.limits)
  }
}

/** Writes how an account is shared. @throws as `contentFor`, {AccountsError} `account.deleted` */
export async function noteShares(
  desk: Desk,
  accountId: string,
  notes: ReadonlyMap<string, CborValue>,
): Promise<void> {
  if (notes.size === 0) return
  const content = await contentFor(desk, accountId, 'account.edit')
  await desk.vault.save(accountId, writeShares(content, notes, editAt(desk)), { onTaken: 'keep' })
}

export function unknownTeam(): KeyholderError {
  return new KeyholderError('membership.unknown-member', 'There is no such team.')
}
