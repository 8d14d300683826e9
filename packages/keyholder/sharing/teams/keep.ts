import { NO_LIMITS } from '@keyward/cosigning/terms'
import type { AccessListStatement } from '@keyward/vault/access'
import type { Member, MemberId } from '@keyward/workspace/chain'
import { may } from '@keyward/workspace/rules'
import { isRemoved } from '../../accounts.ts'
import { readProfile } from '../../vault/account/content.ts'
import {
  loadAccount,
  newestList,
  openStored,
  type StoredAccount,
} from '../../vault/account/load.ts'
import type { VaultContext } from '../../vault/context.ts'
import type { Intent } from '../../vault/rows/pending.ts'
import { addIntents } from '../../vault/share.ts'
import { stageTerms } from '../terms/stage.ts'
import { readShares, type Shares, type TeamRole, teamShareOf } from './shares.ts'

/**
 * What an Owner's device owes an account that is shared with teams: who has come into one gets it,
 * with the limits of that share, and who has left loses it, unless another team or an Owner gave it
 * to them too. The limits are kept durably before this resolves, so that no grant goes without.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function teamIntents(
  context: VaultContext,
  stored: StoredAccount,
  list: AccessListStatement | undefined,
): Promise<Intent[]> {
  const profile = await profileOf(context, stored)
  if (profile === undefined) return []
  const { state } = context.membership
  const shares = readShares(profile, state)
  if (!shares.isByTeams) return []
  const roles = rolesNow(list, stored)
  const intents: Intent[] = []
  for (const member of state.members.values()) {
    const { memberId } = member
    const now = roles.get(memberId)
    // Who has the account in their own right, or owns it, keeps it whatever team they are in.
    if (now === 'owner' || shares.own.has(memberId)) continue
    const role = roleFor(context, shares, member)
    if (role === now) continue
    if (role === undefined) {
      intents.push({ kind: 'revoke', memberId })
      continue
    }
    // Nobody comes into an account that is deleted; who left loses it all the same.
    if (isRemoved(profile)) continue
    if (now === undefined) {
      const { limits = NO_LIMITS } = teamShareOf(shares, state, memberId) ?? {}
      await stageTerms(context, stored.accountId, memberId, limits)
    }
    intents.push({ kind: 'grant', memberId, role })
  }
  return intents
}

/**
 * Does now what a sync would do by `teamIntents`.
 *
 * @throws {KeyholderError} `account.*`, `replica.*`
 */
export async function keepTeamShares(context: VaultContext, accountId: string): Promise<void> {
  const { replica } = context
  const stored = await loadAccount(context, replica, accountId)
  if (stored === undefined) return
  const list = await newestList(replica, accountId, stored.known)
  const intents = await teamIntents(context, stored, list)
  if (intents.length > 0) await addIntents(context, accountId, intents)
}

/** undefined for who gets it by no team. Guests sign in, and no more, whatever their team may do. */
function roleFor(context: VaultContext, shares: Shares, target: Member): TeamRole | undefined {
  const { membership, unlocked } = context
  const share = teamShareOf(shares, membership.state, target.memberId)
  const self = membership.state.members.get(unlocked().memberId)
  if (share === undefined || self === undefined) return undefined
  return teamRoles(share.role).find(
    (grant) => may(self, 'account.share', { relation: 'owner', target, grant }).allowed,
  )
}

/** What a team's role comes to for its members: theirs may allow less. */
function teamRoles(role: TeamRole): readonly TeamRole[] {
  return role === 'manager' ? ['manager', 'collaborator'] : ['collaborator']
}

async function profileOf(context: VaultContext, stored: StoredAccount) {
  const bytes =
    stored.pending?.content?.profile ??
    (await openStored(context, context.replica, stored, 'profile'))
  return bytes && readProfile(bytes)
}

/** By the list, and what waits to be changed in it. */
function rolesNow(
  list: AccessListStatement | undefined,
  { pending }: StoredAccount,
): ReadonlyMap<MemberId, string> {
  const roles = new Map<MemberId, string>()
  for (const { granteeId, granteeKind, role } of list?.grants ?? [])
    if (granteeKind === 'member') roles.set(granteeId as MemberId, role)
  for (const intent of pending?.intents ?? []) {
    const memberId = intent.memberId as MemberId
    if (intent.kind === 'grant') roles.set(memberId, intent.role)
    if (intent.kind === 'revoke') roles.delete(memberId)
  }
  return roles
}
