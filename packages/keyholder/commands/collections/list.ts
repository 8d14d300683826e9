import { loadKnown } from '../../vault/account/load.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import type { OpenAccount, Relation } from '../../vault/vault.ts'
import { openedAccount } from '../accounts/opened.ts'
import type { OpenDesk } from '../keyholder.ts'

/** A collection in a list. */
export interface CollectionEntry {
  readonly collectionId: string
  readonly name: string
  readonly relation: Relation
  /** The accounts in it that the member has. */
  readonly accountIds: readonly string[]
  /** How many members have it, Owners too. */
  readonly people: number
}

/** The collections that the member has, by name. Works without the server. @throws {KeyholderError} `replica.*` */
export async function listCollections(desk: OpenDesk): Promise<readonly CollectionEntry[]> {
  const entries: CollectionEntry[] = []
  for (const { accountId, profile, relation, grants } of await openCollections(desk))
    entries.push({
      collectionId: accountId,
      name: profile.appName.value,
      relation,
      accountIds: desk.vault.index.inCollection(accountId).map((entry) => entry.accountId),
      people: grants.filter(({ granteeId }) => isMember(desk, granteeId)).length,
    })
  return entries.toSorted((a, b) => a.name.localeCompare(b.name))
}

/** How an account stands to a collection. */
export interface CollectionOfAccount {
  readonly collectionId: string
  /** null for one that the account is in, and that is not shared with this member. */
  readonly name: string | null
  readonly isIn: boolean
  /** Whether who is at the desk may put it in, or take it out. */
  readonly mayChange: boolean
}

/**
 * The collections that an account is in, and those into which who is at the desk may put it, by name.
 *
 * @throws {KeyholderError} `account.unknown`, `forbidden`, `replica.*`
 */
export async function collectionsOf(
  desk: OpenDesk,
  accountId: string,
): Promise<readonly CollectionOfAccount[]> {
  const { relation, deletedAt } = await openedAccount(desk, accountId)
  const isOwner = relation === 'owner' && deletedAt === undefined
  const left = new Set(desk.vault.index.get(accountId)?.collections)
  const found: CollectionOfAccount[] = []
  for (const collection of await openCollections(desk)) {
    const collectionId = collection.accountId
    const isIn = left.delete(collectionId)
    if (!isIn && !(isOwner && collection.relation === 'owner')) continue
    found.push({ collectionId, name: collection.profile.appName.value, isIn, mayChange: isOwner })
  }
  found.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
  const unknown = Array.from(left, (collectionId) => ({
    collectionId,
    name: null,
    isIn: true,
    mayChange: isOwner,
  }))
  return [...found, ...unknown]
}

async function openCollections({ vault }: OpenDesk): Promise<readonly OpenAccount[]> {
  const open: OpenAccount[] = []
  const { context } = vault
  for (const collectionId of context.memory.rows.collections()) {
    if (context.memory.rows.get(collectionId)?.isDeleted === true) continue
    const one = await unlessDamaged(async () => {
      const known = await loadKnown(context, context.replica, collectionId)
      return known?.isPurged === true ? undefined : vault.get(collectionId)
    })
    if (one !== undefined && one.deletedAt === undefined) open.push(one)
  }
  return open
}

function isMember({ workspace }: OpenDesk, granteeId: string): boolean {
  return [...workspace.members.keys()].some((memberId) => memberId === granteeId)
}
