import { decodeBase64url } from '@keyward/codec'
import { CosigningError, type Limits, openTerms } from '@keyward/cosigning/terms'
import type { DealingAccount } from '@keyward/protocol'
import {
  type DeviceId,
  liveDevices,
  type Member,
  type MemberId,
  type TeamId,
} from '@keyward/workspace/chain'
import { type AccountRole, may, type WorkspaceRole } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import { fetchDealing } from '../../sharing/dealing/fetch.ts'
import { type NotShareable, sharePasskeys } from '../../sharing/dealing/shareable.ts'
import { ownGrant } from '../../sharing/held/grants.ts'
import { ownerDevices, verifiedList } from '../../sharing/owners.ts'
import { sharingPorts } from '../../sharing/ports.ts'
import type { Shares, TeamRole } from '../../sharing/shares/shares.ts'
import { wayOf } from '../../sharing/shares/way.ts'
import { stagedLimits } from '../../sharing/terms/stage.ts'
import { loadKnown } from '../../vault/account/load.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { openedAccount } from '../accounts/opened.ts'
import { actorOf } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import { ownDevice } from './own-device.ts'
import { LOW, type SharedDevice } from './shared-device.ts'
import { waysOf } from './teams.ts'

export const ROLES: readonly AccountRole[] = ['owner', 'manager', 'collaborator']

/** Somebody who has an account. */
export interface SharedPerson {
  readonly memberId: MemberId
  readonly name: string
  readonly role: AccountRole
  readonly workspaceRole: WorkspaceRole
  readonly isAgent: boolean
  /** Operates the server, as that says itself; false where it could not be asked. */
  readonly isOperator: boolean
  /** null for Owners, where nobody has set any yet, and where they are not known here now. */
  readonly limits: Limits | null
  readonly signInsUsed: number
  readonly deals: readonly SharedDevice[]
  /** Has it by this team, and loses it on leaving; null for who was given it by name, and Owners. */
  readonly byTeam: TeamId | null
  /** Has it by this collection, in the same way. */
  readonly byCollection: string | null
  /** Was an Owner before, and so has had the key. */
  readonly hasSeenKey: boolean
  /** Whether who is at the desk may change limits and end it. */
  readonly mayEdit: boolean
}

/** Somebody to whom the account could be given. */
export interface OfferedMember {
  readonly memberId: MemberId
  readonly name: string
  readonly workspaceRole: WorkspaceRole
  readonly isAgent: boolean
  /** Operates the server: together with it, the key could be taken. */
  readonly isOperator: boolean
  readonly roles: readonly AccountRole[]
}

/** Who has an account, and who could. */
export interface SharingView {
  readonly people: readonly SharedPerson[]
  readonly mayShare: boolean
  /** May ask an Owner to share it. */
  readonly mayRequest: boolean
  readonly offered: readonly OfferedMember[]
  readonly teams: readonly {
    readonly teamId: TeamId
    readonly name: string
    readonly memberIds: readonly MemberId[]
    /** As what everybody in it has the account; null where it is not shared with the team. */
    readonly role: TeamRole | null
    /** Of that share. */
    readonly limits: Limits | null
  }[]
  /** Passkeys with which nobody signs in without the key; for an Owner's eyes. */
  readonly notShareable: readonly NotShareable[]
  /** The server could not be asked: limits and what is left of deals are not known. */
  readonly isOffline: boolean
}

/**
 * Who has an account and as what, and who could have it. An Owner sees limits and deals of everybody;
 * others see who has it, their own limits, and what is left on this device.
 *
 * @throws {KeyholderError} `account.unknown`, `forbidden`, `remote.*` but for being offline
 */
export async function sharingOf(desk: OpenDesk, accountId: string): Promise<SharingView> {
  const account = await openedAccount(desk, accountId)
  const { relation, grants } = account
  const isOwner = relation === 'owner'
  const known = await loadKnown(desk.vault.context, desk.vault.context.replica, accountId)
  const { told, operators } = isOwner ? await dealingOf(desk, accountId) : NOTHING_TOLD
  const ways = await waysOf(desk, account.profile)
  const people: SharedPerson[] = []
  for (const { granteeId, role } of grants) {
    const member = desk.workspace.members.get(granteeId as MemberId)
    if (member === undefined) continue
    people.push({
      ...aboutMember(member, operators),
      role,
      ...byOf(desk, ways, member.memberId, role),
      ...(await useOf(desk, account, member, role, typeof told === 'string' ? undefined : told)),
      hasSeenKey: role !== 'owner' && known?.exposed.has(member.memberId) === true,
      mayEdit: isOwner && may(actorOf(desk), 'account.unshare', { relation }).allowed,
    })
  }
  const offered = offeredIn(desk, account, operators)
  const teams = teamsIn(desk, ways.shares)
  return {
    people,
    mayShare: isOwner && (offered.length > 0 || teams.some(({ role }) => role === null)),
    mayRequest:
      relation === 'manager' && may(actorOf(desk), 'account.request-share', { relation }).allowed,
    offered,
    teams,
    notShareable: isOwner ? sharePasskeys(account).notShareable : [],
    isOffline: told === 'offline',
  }
}

function byOf(
  { workspace }: OpenDesk,
  { shares, open, unread }: Awaited<ReturnType<typeof waysOf>>,
  memberId: MemberId,
  role: AccountRole,
): Pick<SharedPerson, 'byTeam' | 'byCollection'> {
  if (role === 'owner' || !shares.isKept || shares.own.has(memberId))
    return { byTeam: null, byCollection: null }
  const way = wayOf(shares, open, workspace, memberId)
  // By one that is not shared with this member, if by anything.
  if (way === undefined) return { byTeam: null, byCollection: unread[0] ?? null }
  const { teamId, collectionId } = way
  return { byTeam: collectionId === null ? teamId : null, byCollection: collectionId }
}

export function teamsIn(
  { workspace }: OpenDesk,
  { teams }: Pick<Shares, 'teams'>,
): SharingView['teams'] {
  return Array.from(workspace.teams.values(), ({ teamId, name, members }) => {
    const share = teams.find((one) => one.teamId === teamId)
    const { role = null, limits = null } = share ?? {}
    return { teamId, name, memberIds: [...members], role, limits }
  }).toSorted((a, b) => a.name.localeCompare(b.name))
}

export function aboutMember({ memberId, name, role, kind }: Member, operators: Told['operators']) {
  const isOperator = operators.has(memberId)
  return { memberId, name, workspaceRole: role, isAgent: kind === 'agent', isOperator }
}

interface Told {
  readonly told: DealingAccount | 'nothing' | 'offline'
  readonly operators: ReadonlySet<string>
}

const NOTHING_TOLD: Told = { told: 'nothing', operators: new Set() }

/** What the server tells an Owner of the account. */
async function dealingOf(desk: OpenDesk, accountId: string): Promise<Told> {
  let operators: Told['operators'] = new Set()
  try {
    for await (const page of fetchDealing(desk)) {
      operators = new Set(page.operators)
      const told = page.accounts.find((one) => one.accountId === accountId)
      if (told !== undefined) return { told, operators }
    }
    return { told: 'nothing', operators }
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'remote.offline')
      return { told: 'offline', operators }
    throw error
  }
}

/** Who operates the server, as it says; nobody while it can't be asked. */
export async function operatorsOf(desk: OpenDesk): Promise<Told['operators']> {
  try {
    return new Set((await desk.call('getDealing', { query: { limit: 1 } })).operators)
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'remote.offline') return new Set()
    throw error
  }
}

async function useOf(
  desk: OpenDesk,
  account: OpenAccount,
  { memberId }: Member,
  role: AccountRole,
  told: DealingAccount | undefined,
): Promise<Pick<SharedPerson, 'limits' | 'signInsUsed' | 'deals'>> {
  const nothing = { limits: null, signInsUsed: 0, deals: [] }
  if (role === 'owner') return nothing
  const { context } = sharingPorts(desk)
  const { accountId } = account
  if (account.relation !== 'owner') {
    if (memberId !== desk.identity.memberId) return nothing
    const { limits, signInsUsed } = await ownGrant(context, accountId)
    return { limits: limits ?? null, signInsUsed, deals: [await ownDevice(desk, account)] }
  }
  const staged = await stagedLimits(context, accountId, memberId)
  const terms = told?.terms.find((one) => one.memberId === memberId)
  const limits = terms && (await limitsIn(desk, accountId, memberId, terms.statement))
  return {
    limits: staged ?? limits ?? null,
    signInsUsed: terms?.signInsUsed ?? 0,
    deals: told === undefined ? [] : devicesOf(desk, account, memberId, told),
  }
}

async function limitsIn(
  desk: OpenDesk,
  accountId: string,
  memberId: MemberId,
  statement: string,
): Promise<Limits | undefined> {
  const { context } = sharingPorts(desk)
  const list = await verifiedList(context, accountId)
  if (list === undefined) return undefined
  const { workspaceId } = desk.identity
  const expected = { workspaceId, accountId, memberId, signers: ownerDevices(context, list) }
  try {
    return openTerms(decodeBase64url(statement), expected).limits
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}

function devicesOf(
  { workspace }: OpenDesk,
  account: OpenAccount,
  memberId: MemberId,
  { deals }: DealingAccount,
): SharedDevice[] {
  const passkeys = sharePasskeys(account).shareable.length
  return liveDevices(workspace, memberId).map(({ deviceId, name }) => {
    const own = newestOf(deals, deviceId)
    const numbers = own.flatMap(({ left }) => (left === null ? [] : [left]))
    const left = numbers.length === 0 ? null : Math.min(...numbers)
    const isReady = passkeys > 0 && own.length >= passkeys
    const state = isReady ? (left !== null && left < LOW ? 'low' : 'ready') : 'waiting'
    return { deviceName: name, left: isReady ? left : null, state }
  })
}

/** One deal for each passkey: the one that no other has replaced. */
function newestOf(deals: DealingAccount['deals'], deviceId: DeviceId): DealingAccount['deals'] {
  const own = deals.filter((deal) => deal.deviceId === deviceId)
  return own.filter(({ dealId }) => !own.some(({ replaces }) => replaces === dealId))
}

/** To whom something could be given. */
export function offeredIn(
  desk: OpenDesk,
  { relation, grants }: Pick<OpenAccount, 'relation' | 'grants'>,
  operators: Told['operators'],
): OfferedMember[] {
  const offered: OfferedMember[] = []
  for (const target of desk.workspace.members.values()) {
    if (grants.some(({ granteeId }) => granteeId === target.memberId)) continue
    // A Manager asks for what an Owner could give.
    const giver =
      relation === 'manager' ? ({ kind: 'person', role: 'user' } as const) : actorOf(desk)
    const as = relation === 'manager' ? 'owner' : relation
    const roles = ROLES.filter(
      (grant) =>
        may(giver, 'account.share', { relation: as, target, grant }).allowed &&
        (relation === 'owner' || grant !== 'owner'),
    )
    if (roles.length > 0) offered.push({ ...aboutMember(target, operators), roles })
  }
  return offered.toSorted((a, b) => a.name.localeCompare(b.name))
}
