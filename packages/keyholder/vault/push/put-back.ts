import { encodeBase64url } from '@keyward/codec'
import type { AccountPush } from '@keyward/protocol'
import { encodeAccessList, type SignedAccessList } from '@keyward/vault/access'
import { isRemoved } from '../../accounts.ts'
import { loadAccount, serverContent, type StoredAccount } from '../account/load.ts'
import { stagePending } from '../account/stage.ts'
import type { VaultContext } from '../context.ts'
import { isOfGrant } from '../intake/keys.ts'
import { foldStored, storedLists } from '../intake/lists.ts'
import type { MembershipView } from '../membership-view.ts'
import { NOTHING_PENDING, type ServerVersions } from '../rows/pending.ts'
import { ALL_OPENED, knownKey, openedAccount, wrappedKey, writeKey } from '../rows/row-keys.ts'
import { transact } from '../rows/transaction.ts'
import { parseWrapped } from '../rows/wrapped.ts'
import { claimsFor, listPush, madeOf, ownKeysOf } from './build.ts'
import { makeNextList } from './next-list.ts'
import { type Outgoing, sizeOf } from './outgoing.ts'

const NOTHING_LEFT: ServerVersions = { list: 0, profile: 0, secrets: 0 }

/**
 * Puts back what the server lost of an account: the lists that follow the one it has, and both
 * compartments as they were written. The wrapped keys of others are lost with the lists, so that a
 * further version wraps them to everybody anew.
 *
 * @param server what it still has
 */
export async function buildPutBack(
  context: VaultContext,
  view: MembershipView,
  accountId: string,
  server: ServerVersions,
): Promise<Outgoing | undefined> {
  const { replica } = context
  const knownRow = await replica.get('writes', knownKey(accountId))
  const pendingRow = await replica.get('pending', accountId)
  const stored = await loadAccount(context, replica, accountId)
  const keys = ownKeysOf(stored)
  if (stored?.known === undefined || keys === undefined) return undefined
  const lost = (await storedLists(context, accountId, stored.known)).filter(
    ({ statement }) => statement.version > server.list,
  )
  const newest = await foldStored(context, view, accountId, stored.known)
  const isShared = newest !== undefined && newest.statement.grants.length > 1
  const list =
    lost.length > 0 && isShared
      ? await makeNextList(context, view, accountId, newest, keys, [], true)
      : undefined
  // Somebody left while the backup was away: that takes new keys, which a normal push makes.
  const isPlain = list === undefined || !list.isRotated
  const lists: AccountPush['lists'] = []
  for (const one of lost) lists.push(await ownListPush(context, accountId, one))
  if (list !== undefined && isPlain) lists.push(listPush(list.bytes, list.wrapped))
  const content = await serverContent(context, replica, stored)
  const push: AccountPush = {
    accountId,
    lists,
    profile: await lostWrite(context, stored, 'profile', server),
    secrets: await lostWrite(context, stored, 'secrets', server),
    claims: await claimsFor(context, content?.profile),
    isDeleted: content === undefined ? null : isRemoved(content.profile),
    onTaken: 'keep',
    isPutBack: true,
  }
  const made = madeOf(context, stored, knownRow, isPlain ? list : undefined)
  return { accountId, push, size: sizeOf(push), made, pendingRow }
}

/** Marks the accounts that a restored server has nothing of. @returns how many there are */
export async function markLost(
  context: VaultContext,
  isSeen: (accountId: string) => boolean,
): Promise<number> {
  let count = 0
  for (let after = ALL_OPENED; ;) {
    const rows = await context.replica.list('keys', { after, limit: 500 })
    for (const { key } of rows) {
      const accountId = openedAccount(key)
      if (accountId === undefined || isSeen(accountId)) continue
      if (await markOne(context, accountId)) count += 1
    }
    const last = rows.at(-1)
    if (last === undefined || openedAccount(last.key) === undefined) return count
    after = last.key
  }
}

async function markOne(context: VaultContext, accountId: string): Promise<boolean> {
  return transact(context.replica, async (draft) => {
    const stored = await loadAccount(context, draft, accountId)
    if (stored?.known === undefined || stored.relation !== 'owner') return false
    const pending = { ...(stored.pending ?? NOTHING_PENDING), putBack: NOTHING_LEFT }
    await stagePending(context, draft, accountId, pending)
    return true
  })
}

/** A list with the member's own keys, when they are those that it grants. */
async function ownListPush(
  { replica, unlocked }: VaultContext,
  accountId: string,
  list: SignedAccessList,
): Promise<AccountPush['lists'][number]> {
  const { memberId } = unlocked()
  const row = await replica.get('keys', wrappedKey(accountId))
  const wrapped = row && parseWrapped(row)
  const grant = list.statement.grants.find(({ granteeId }) => granteeId === memberId)
  const isOwn = wrapped !== undefined && grant !== undefined && isOfGrant(grant, wrapped)
  return listPush(encodeAccessList(list), new Map(isOwn ? [[memberId as string, wrapped]] : []))
}

/** The compartment's write as text, when the server has an older one. */
async function lostWrite(
  { replica }: VaultContext,
  { accountId, known }: StoredAccount,
  part: 'profile' | 'secrets',
  server: ServerVersions,
): Promise<string | null> {
  if ((known?.[part]?.version ?? 0) <= server[part]) return null
  const bytes = await replica.get('writes', writeKey(accountId, part))
  return bytes === undefined ? null : encodeBase64url(bytes)
}
