import { encodeCbor } from '@keyward/codec'
import { indexListId } from '@keyward/protocol'
import type { AccessListStatement } from '@keyward/vault/access'
import type { MemberId } from '@keyward/workspace/chain'
import { type Actor, may } from '@keyward/workspace/rules'
import { loadAccount, newestList, type StoredAccount } from '../vault/account/load.ts'
import type { VaultContext } from '../vault/context.ts'
import type { MembershipView } from '../vault/membership-view.ts'
import { unlessDamaged } from '../vault/rows/damage.ts'
import { Fields, record } from '../vault/rows/fields.ts'
import type { Intent } from '../vault/rows/pending.ts'
import { ALL_OPENED, openedAccount } from '../vault/rows/row-keys.ts'
import { transact } from '../vault/rows/transaction.ts'
import { addIntents } from '../vault/share.ts'

/** In `meta`: up to which entry of the chain the lists of all accounts were looked through. */
const DUTIES_KEY = 'duties'

/**
 * What an Owner's device owes its accounts after the chain or a list has changed: Owners who left or
 * may own no longer are removed, who came into a team or a collection gets what is shared with it
 * and who left it loses that, and the member's own keys are wrapped to its newest keyset. Of the
 * index key a member who administers takes care: who may create accounts has it, and nobody else.
 * All accounts are looked through when the chain has moved on, else those that are named, and those
 * in collections that have changed.
 *
 * @returns the accounts whose lists will change
 */
export async function doDuties(
  context: VaultContext,
  changed: Iterable<string>,
): Promise<readonly string[]> {
  const { membership } = context
  const { sequence } = membership.state.head
  const isSweep = (await doneUntil(context)) !== sequence
  const due: string[] = []
  const shares = await sharesOf(context)
  const named = shares === undefined ? changed : new Set([...changed, ...shares.following])
  for await (const accountId of isSweep ? everyAccount(context) : named) {
    const intents = await unlessDamaged(() => intentsFor(context, accountId, shares))
    if (intents === undefined || intents.length === 0) continue
    await addIntents(context, accountId, intents)
    due.push(accountId)
  }
  if (isSweep) await keepDone(context, sequence)
  await shares?.done()
  return due
}

async function intentsFor(
  context: VaultContext,
  accountId: string,
  shares: SharesDue | undefined,
): Promise<readonly Intent[]> {
  const { replica, membership, unlocked } = context
  const stored = await loadAccount(context, replica, accountId)
  if (stored?.known === undefined || stored.relation !== 'owner') return []
  const list = await newestList(replica, accountId, stored.known)
  if (list === undefined) return []
  const { memberId, workspaceId, keysets } = unlocked()
  const self = membership.state.members.get(memberId)
  if (self === undefined || !mayOwn(self)) return []
  const intents =
    accountId === indexListId(workspaceId)
      ? indexDuties(membership, self, list)
      : [...leavers(membership, list), ...((await shares?.intents(stored, list)) ?? [])]
  const own = list.grants.find(({ granteeId }) => granteeId === memberId)
  const { epoch } = self.keys
  if (own !== undefined && own.keysetEpoch < epoch && keysets.has(epoch))
    intents.push({ kind: 'rewrap', memberId })
  // What waits already is not asked for again.
  return intents.filter(
    (intent) =>
      !stored.pending?.intents.some(
        ({ kind, memberId: id }) => kind === intent.kind && id === intent.memberId,
      ),
  )
}

/** What is owed by teams and collections. */
interface SharesDue {
  /** Accounts in collections that have changed since they were looked through. */
  readonly following: readonly string[]
  readonly intents: (stored: StoredAccount, list: AccessListStatement) => Promise<Intent[]>
  /** Says that those accounts were looked through. */
  readonly done: () => Promise<void>
}

/** Loaded where there are teams or collections: few sheets and sessions need what limits are made of. */
async function sharesOf(context: VaultContext): Promise<SharesDue | undefined> {
  const { teams, formerTeams } = context.membership.state
  const [anyCollection] = context.memory.rows.collections()
  if (teams.size === 0 && formerTeams.size === 0 && anyCollection === undefined) return undefined
  const { collectionReader } = await import('./shares/collection.ts')
  const { changedCollections } = await import('./shares/changed.ts')
  const { shareIntents } = await import('./shares/keep.ts')
  const { accountIds, done } = await changedCollections(context)
  const read = collectionReader(context)
  return {
    following: accountIds,
    intents: (stored, list) => shareIntents(context, stored, list, read),
    done,
  }
}

/** Owners who are no members any more, or whose role may not own accounts. */
function leavers({ state }: MembershipView, { grants }: AccessListStatement): Intent[] {
  return grants
    .filter(({ granteeKind, granteeId, role }) => {
      const member = state.members.get(granteeId as MemberId)
      return (
        granteeKind === 'member' && (member === undefined || (role === 'owner' && !mayOwn(member)))
      )
    })
    .map(({ granteeId }) => ({ kind: 'revoke', memberId: granteeId }))
}

function indexDuties(view: MembershipView, self: Actor, list: AccessListStatement): Intent[] {
  const newcomer = { kind: 'person', role: 'user' } as const
  if (!may(self, 'member.invite', { newcomer }).allowed) return []
  const has = new Set(list.grants.map(({ granteeId }) => granteeId))
  const missing = [...view.state.members.values()].filter(
    (member) => mayOwn(member) && !has.has(member.memberId),
  )
  return [
    ...leavers(view, list),
    ...missing.map(({ memberId }): Intent => ({ kind: 'grant', memberId, role: 'owner' })),
  ]
}

function mayOwn(actor: Actor): boolean {
  return may(actor, 'accounts.create', {}).allowed
}

async function* everyAccount({ replica }: VaultContext): AsyncGenerator<string> {
  for (let after = ALL_OPENED; ;) {
    const rows = await replica.list('keys', { after, limit: 500 })
    for (const { key } of rows) {
      const accountId = openedAccount(key)
      if (accountId !== undefined) yield accountId
    }
    const last = rows.at(-1)
    if (last === undefined || openedAccount(last.key) === undefined) return
    after = last.key
  }
}

async function doneUntil({ replica }: VaultContext): Promise<number | undefined> {
  const row = await replica.get('meta', DUTIES_KEY)
  return row && Fields.parse(row).uint('sequence')
}

async function keepDone({ replica }: VaultContext, sequence: number): Promise<void> {
  const row = encodeCbor(record({ sequence }))
  await transact(replica, async (draft) => draft.put('meta', DUTIES_KEY, row))
}
