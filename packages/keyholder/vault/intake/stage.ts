import { equalBytes } from '@keyward/codec'
import { isOwner } from '@keyward/vault/access'
import type { MemberId } from '@keyward/workspace/chain'
import { isRemoved, mergeAccounts, mergeProfiles, type Profile } from '../../accounts.ts'
import { encodeContent, readContent } from '../account/content.ts'
import { type Content, loadAccount, newestList, serverContent } from '../account/load.ts'
import { mayHave } from '../account/may-have.ts'
import { indexChangeOf, stagePending } from '../account/stage.ts'
import { type ApartPart, stageApart } from '../apart.ts'
import type { VaultContext } from '../context.ts'
import type { MembershipView } from '../membership-view.ts'
import type { IndexChange } from '../index/stage.ts'
import { encodeKnown, type Known } from '../rows/known.ts'
import { encodeOpenedKeys } from '../rows/opened-keys.ts'
import { type Intent, NOTHING_PENDING, type Pending } from '../rows/pending.ts'
import { knownKey, listKey, openedKey, wrappedKey, writeKey } from '../rows/row-keys.ts'
import { sealRow } from '../rows/sealed-row.ts'
import type { Draft } from '../rows/transaction.ts'
import { stageErase } from './erase.ts'
import type { Examined, Revoked } from './examined.ts'

/**
 * Adds what was examined to the draft: lists, keys and writes are kept, what is pending is merged
 * with them, and goes when nothing of it is left to say.
 *
 * @returns what the index has to say of the account; `undefined` when nothing
 */
export async function stageExamined(
  context: VaultContext,
  draft: Draft,
  examined: Examined | Revoked,
): Promise<IndexChange | undefined> {
  const { accountId } = examined
  if (examined.kind === 'revoked') return stageErase(context, draft, accountId)
  await stageApart(draft, accountId, examined.refused, goodParts(examined))
  if (isNothing(examined)) return undefined
  for (const { version, bytes } of examined.lists?.added ?? [])
    draft.put('lists', listKey(accountId, version), bytes)
  if (examined.keys !== undefined)
    draft.put(
      'keys',
      openedKey(accountId),
      await encodeOpenedKeys(context, accountId, examined.keys),
    )
  if (examined.wrapped !== undefined) draft.put('keys', wrappedKey(accountId), examined.wrapped)
  for (const part of ['profile', 'secrets'] as const) {
    const bytes = examined[part]?.bytes
    if (bytes !== undefined) draft.put('writes', writeKey(accountId, part), bytes)
  }
  const known = knownAfter(context, examined)
  const row = await sealRow(context, 'writes', knownKey(accountId), encodeKnown(known))
  draft.put('writes', knownKey(accountId), row)
  return settlePending(context, draft, examined, known)
}

/** Merges what is pending with what came in, and says what the index has to know. */
async function settlePending(
  context: VaultContext,
  draft: Draft,
  examined: Examined,
  known: Known,
): Promise<IndexChange | undefined> {
  const { accountId, besides, behind, profile } = examined
  // A change that is not behind has everything that was lost.
  const isAlone = besides.profile === undefined && behind === undefined && !known.isPurged
  if (isAlone && profile && (await draft.get('pending', accountId)) === undefined)
    return indexChangeOf(accountId, known, profile.content)
  const stored = await loadAccount(context, draft, accountId)
  if (stored?.known === undefined) return undefined
  const server = await serverContent(context, draft, stored)
  const own = stored.pending?.content && readContent(stored.pending.content)
  const beside =
    besides.profile === undefined && besides.secrets === undefined ? undefined : besides
  const merged = mergeKnown(mergeKnown(server, beside), own)
  const list = await newestList(draft, accountId, stored.known)
  const grants = list?.grants ?? []
  const { memberId } = context.unlocked()
  if (list !== undefined && !isOwner(list, memberId)) {
    // Whatever was pending can't be pushed by who is no Owner any more.
    await stagePending(context, draft, accountId, undefined)
    return server && indexChangeOf(accountId, stored.known, server.profile)
  }
  const before = stored.pending ?? NOTHING_PENDING
  const pending: Pending = {
    ...before,
    content: changedContent(server, merged),
    intents: before.intents.filter((intent) => !isDone(intent, grants, context.membership)),
    putBack: behind,
    refused: undefined,
  }
  const isLeft =
    pending.content !== undefined || pending.intents.length > 0 || pending.putBack !== undefined
  if (isLeft || stored.pending !== undefined)
    await stagePending(context, draft, accountId, isLeft ? pending : undefined)
  if (merged === undefined) return undefined
  if (stored.known.isPurged && !isLeft && isRemoved(merged.profile))
    return stageErase(context, draft, accountId)
  return indexChangeOf(accountId, stored.known, merged.profile)
}

function mergeKnown(
  a: Content | undefined,
  b: { readonly profile?: Profile; readonly secrets?: Content['secrets'] } | undefined,
): Content | undefined {
  if (b === undefined) return a
  if (a === undefined) return b.profile && { profile: b.profile, secrets: b.secrets }
  const profile = b.profile === undefined ? a.profile : mergeProfiles(a.profile, b.profile)
  if (a.secrets === undefined || b.secrets === undefined)
    return { profile, secrets: a.secrets ?? b.secrets }
  const merged = mergeAccounts({ profile, secrets: a.secrets }, { profile, secrets: b.secrets })
  return { profile, secrets: merged.secrets }
}

/** The content to be pushed; undefined when the server has just that. */
function changedContent(
  server: Content | undefined,
  merged: Content | undefined,
): Pending['content'] {
  if (merged?.secrets === undefined) return undefined
  const own = encodeContent({ profile: merged.profile, secrets: merged.secrets })
  if (server?.secrets === undefined) return own
  const theirs = encodeContent({ profile: server.profile, secrets: server.secrets })
  const isSame = equalBytes(own.profile, theirs.profile) && equalBytes(own.secrets, theirs.secrets)
  return isSame ? undefined : own
}

/** Whether the newest list says already what the intent wants, or nobody can want it any more. */
function isDone(
  intent: Intent,
  grants: readonly { granteeId: string; role: string; keysetEpoch: number }[],
  { state }: MembershipView,
): boolean {
  const grant = grants.find(({ granteeId }) => granteeId === intent.memberId)
  const member = state.members.get(intent.memberId as MemberId)
  if (intent.kind === 'revoke') return grant === undefined
  if (member === undefined) return true
  if (intent.kind === 'grant') return grant?.role === intent.role || !mayHave(member, intent.role)
  return grant === undefined || grant.keysetEpoch >= member.keys.epoch
}

function knownAfter({ unlocked }: VaultContext, examined: Examined): Known {
  const { known, lists } = examined
  const statement = lists?.newest.statement
  const exposed = new Map(known?.exposed)
  // An Owner is removed together with the content under new keys, so that it is in this change.
  const seen = [...(examined.profile?.content.passkeys.keys() ?? [])]
  for (const owner of lists?.formerOwners ?? [])
    exposed.set(owner, [...new Set([...(exposed.get(owner) ?? []), ...seen])])
  const list =
    lists === undefined
      ? known?.list
      : { version: lists.newest.statement.version, hash: lists.newest.hash }
  const grant = statement?.grants.find(({ granteeId }) => granteeId === unlocked().memberId)
  return {
    list: list ?? { version: 0, hash: new Uint8Array() },
    relation: grant?.role ?? known?.relation ?? 'collaborator',
    profile: examined.profile?.write ?? known?.profile,
    secrets: examined.secrets?.write ?? known?.secrets,
    isUsernameTaken: examined.isUsernameTaken,
    deletedAt: examined.deletedAt,
    isPurged: examined.isPurged,
    claimsEpoch: examined.claimsEpoch ?? known?.claimsEpoch ?? 0,
    exposed,
  }
}

/** What is good now. A part that did not come may still be what was refused before. */
function goodParts(examined: Examined): ApartPart[] {
  if (isNothing(examined)) return []
  const writes = (['profile', 'secrets'] as const).filter((part) => examined[part] !== undefined)
  return ['list', 'keys', ...writes]
}

/** Nothing of it was good: what is here stays as it is. */
function isNothing({ known, lists, profile, secrets, keys, refused }: Examined): boolean {
  if (known === undefined && lists === undefined) return true
  const isEmpty = [lists, profile, secrets, keys].every((part) => part === undefined)
  return isEmpty && refused.some(({ part }) => part === 'list' || part === 'keys')
}
