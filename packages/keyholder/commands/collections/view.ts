import type { Limits } from '@keyward/cosigning/terms'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { type AccountRole, may, type WorkspaceRole } from '@keyward/workspace/rules'
import type { SearchEntry } from '../../accounts.ts'
import { collectionReader, readCollections } from '../../sharing/shares/collection.ts'
import { dueShares } from '../../sharing/shares/due.ts'
import { readShares } from '../../sharing/shares/shares.ts'
import { wayOf } from '../../sharing/shares/way.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import type { OpenAccount, Relation } from '../../vault/vault.ts'
import { actorOf } from '../desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import {
  aboutMember,
  type OfferedMember,
  ROLES,
  offeredIn,
  operatorsOf,
  type SharingView,
  teamsIn,
} from '../sharing/view.ts'
import { openedCollection } from './opened.ts'

/** Somebody who has a collection. */
export interface CollectionPerson {
  readonly memberId: MemberId
  readonly name: string
  readonly workspaceRole: WorkspaceRole
  readonly isAgent: boolean
  /** Operates the server, as that says itself; false where it could not be asked. */
  readonly isOperator: boolean
  readonly role: AccountRole
  /** Of each account in it; null for Owners. */
  readonly limits: Limits | null
  /** Has it by this team; null for who was given it by name, and Owners. */
  readonly byTeam: TeamId | null
}

type ListedAccount = Pick<SearchEntry, 'accountId' | 'appName' | 'username'>

/** What is in a collection, and who has it. */
export interface CollectionView {
  readonly collectionId: string
  readonly name: string
  readonly relation: Relation
  /** Whether who is at the desk may change it, put in what they own, share and delete it. */
  readonly mayEdit: boolean
  /** Those that the member has, by app and username. */
  readonly accounts: readonly (ListedAccount & {
    readonly relation: Relation
    /** Whether who is at the desk owns it, and so may take it out. */
    readonly mayTakeOut: boolean
  })[]
  /** Owners first, then Managers; by name. */
  readonly people: readonly CollectionPerson[]
  readonly teams: SharingView['teams']
  /** To whom it could be given; empty for who is no Owner of it. */
  readonly offered: readonly OfferedMember[]
  /** The accounts that the member owns and that are not in it, for who may put them in. */
  readonly mine: readonly ListedAccount[]
  /** Accounts in it of which somebody has more or less than the collection says: a device of one of their Owners will see to it with its next sync. */
  readonly waiting: number
}

/**
 * What is in a collection, who has it, and who could. The server is asked for who operates it alone.
 *
 * @throws {KeyholderError} `account.unknown`, `forbidden`, `replica.*`, `remote.*` but for being offline
 */
export async function collectionView(
  desk: OpenDesk,
  collectionId: string,
): Promise<CollectionView> {
  const opened = await openedCollection(desk, collectionId)
  const { relation, profile } = opened
  const mayEdit = relation === 'owner' && may(actorOf(desk), 'account.edit', { relation }).allowed
  const operators = mayEdit ? await operatorsOf(desk) : new Set<string>()
  return {
    collectionId,
    name: profile.appName.value,
    relation,
    mayEdit,
    accounts: accountsIn(desk, collectionId),
    people: peopleOf(desk, opened, operators),
    teams: teamsIn(desk, readShares(profile, desk.workspace)),
    offered: mayEdit ? offeredIn(desk, opened, operators) : [],
    mine: mayEdit ? othersOwned(desk, collectionId) : [],
    waiting: await waitingIn(desk, collectionId),
  }
}

function accountsIn({ vault }: OpenDesk, collectionId: string): CollectionView['accounts'] {
  return vault.index
    .inCollection(collectionId)
    .flatMap(({ accountId, appName, username }) => {
      const relation = vault.relationOf(accountId)
      const mayTakeOut = relation === 'owner'
      return relation === undefined ? [] : [{ accountId, appName, username, relation, mayTakeOut }]
    })
    .toSorted((a, b) => a.appName.localeCompare(b.appName) || a.username.localeCompare(b.username))
}

function peopleOf(
  { workspace }: OpenDesk,
  { grants, profile }: OpenAccount,
  operators: ReadonlySet<string>,
): readonly CollectionPerson[] {
  const shares = readShares(profile, workspace)
  const people = grants.flatMap(({ granteeId, role }) => {
    const member = workspace.members.get(granteeId as MemberId)
    if (member === undefined) return []
    const way = role === 'owner' ? undefined : wayOf(shares, [], workspace, member.memberId)
    const { limits = null, teamId: byTeam = null } = way ?? {}
    return [{ ...aboutMember(member, operators), role, limits, byTeam }]
  })
  return people.toSorted(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name),
  )
}

function othersOwned({ vault }: OpenDesk, collectionId: string): ListedAccount[] {
  const own: ListedAccount[] = []
  for (const { accountId, appName, username, collections } of vault.index.ranked(''))
    if (vault.relationOf(accountId) === 'owner' && collections?.includes(collectionId) !== true)
      own.push({ accountId, appName, username })
  return own
}

/** An Owner who has no other right: by what such a one may give, all Owners' devices give. */
const AN_OWNER = { kind: 'person', role: 'user' } as const

async function waitingIn(desk: OpenDesk, collectionId: string): Promise<number> {
  const { vault, workspace } = desk
  const read = collectionReader(vault.context)
  let waiting = 0
  for (const { accountId } of vault.index.inCollection(collectionId)) {
    const account = await unlessDamaged(() => vault.get(accountId))
    if (account === undefined) continue
    const shares = readShares(account.profile, workspace)
    const { open } = await readCollections(read, shares)
    const now = new Map(
      account.grants.map(({ granteeId, role }) => [granteeId as MemberId, role] as const),
    )
    const due = dueShares(workspace, AN_OWNER, shares, open, { listed: now, now })
    // What another collection gives that is not known here may be as it should be.
    const late = due.filter((one) => one.role !== one.now && one.role !== undefined)
    const tooMany = due.filter((one) => one.role === undefined)
    const isAllKnown = open.length === shares.collections.length
    if (late.length > 0 || (isAllKnown && tooMany.length > 0)) waiting += 1
  }
  return waiting
}
