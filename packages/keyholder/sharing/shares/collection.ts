import { COLLECTION, isRemoved } from '../../accounts.ts'
import { currentContent, loadAccount, newestList } from '../../vault/account/load.ts'
import type { VaultContext } from '../../vault/context.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import { rolesOf } from './roles.ts'
import { readShares, type Shares } from './shares.ts'

/** A collection that could be read. */
export interface OpenCollection {
  readonly collectionId: string
  readonly owners: ReadonlySet<string>
  readonly shares: Shares
}

/** `gone`: it is deleted, and gives nothing. `unread`: who knows what it gives. */
type ReadCollection = OpenCollection | 'gone' | 'unread'

/** Reads collections, each once. */
export type CollectionReader = (collectionId: string) => Promise<ReadCollection>

/** What collections give, as this device has them now. */
export function collectionReader(context: VaultContext): CollectionReader {
  const known = new Map<string, Promise<ReadCollection>>()
  return (collectionId) => {
    const read = known.get(collectionId) ?? readCollection(context, collectionId)
    known.set(collectionId, read)
    return read
  }
}

async function readCollection(
  context: VaultContext,
  collectionId: string,
): Promise<ReadCollection> {
  const { replica, membership, unlocked } = context
  const read = await unlessDamaged(async () => {
    const stored = await loadAccount(context, replica, collectionId)
    const content = stored && (await currentContent(context, replica, stored))
    if (stored === undefined || content?.profile.kind !== COLLECTION) return undefined
    // Who was away too long hears of a deletion by the server alone.
    if (isRemoved(content.profile) || stored.known?.isPurged === true) return 'gone' as const
    const shares = readShares(content.profile, membership.state)
    if (!shares.isKept) return undefined
    const list = await newestList(replica, collectionId, stored.known)
    const { now } = rolesOf(list, stored, unlocked().memberId)
    const owners = [...now].filter(([, role]) => role === 'owner').map(([memberId]) => memberId)
    return { collectionId, owners: new Set<string>(owners), shares }
  })
  return read ?? 'unread'
}

/** The collections of an account, as far as they can be read. */
interface CollectionsRead {
  readonly open: readonly OpenCollection[]
  readonly gone: readonly string[]
  readonly unread: readonly string[]
}

export async function readCollections(
  read: CollectionReader,
  { collections }: Pick<Shares, 'collections'>,
): Promise<CollectionsRead> {
  const open: OpenCollection[] = []
  const left = { gone: [] as string[], unread: [] as string[] }
  for (const collectionId of collections) {
    const one = await read(collectionId)
    if (typeof one === 'string') left[one].push(collectionId)
    else open.push(one)
  }
  return { open, ...left }
}
