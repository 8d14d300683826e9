import type { AccessListStatement } from '@keyward/vault/access'
import { COLLECTION, isRemoved, type Profile, TAKEN_OUT, writeShares } from '../../accounts.ts'
import { readProfile } from '../../vault/account/content.ts'
import {
  currentContent,
  loadAccount,
  newestList,
  openStored,
  type StoredAccount,
} from '../../vault/account/load.ts'
import type { VaultContext } from '../../vault/context.ts'
import { readTogether } from '../../vault/rows/damage.ts'
import type { Intent } from '../../vault/rows/pending.ts'
import { saveAccount } from '../../vault/save.ts'
import { addIntents } from '../../vault/share.ts'
import { followLimits } from '../terms/follow.ts'
import { stageTerms } from '../terms/stage.ts'
import { type CollectionReader, collectionReader, readCollections } from './collection.ts'
import { type DueShare, dueShares } from './due.ts'
import { rolesOf } from './roles.ts'
import { readShares } from './shares.ts'

/**
 * What an Owner's device owes an account that is shared with teams or is in collections, and a
 * collection: who has come into one gets it, with the limits of that share, and who has left loses
 * it, unless another one or an Owner gave it to them too. The limits are kept durably before this
 * resolves, so that no grant goes without. An account in a collection that can't be read here is
 * left as it is: another device will do it.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function shareIntents(
  context: VaultContext,
  stored: StoredAccount,
  list: AccessListStatement | undefined,
  read: CollectionReader,
): Promise<Intent[]> {
  const profile = await profileOf(context, stored)
  if (profile === undefined) return []
  const { state } = context.membership
  const { memberId } = context.unlocked()
  const shares = readShares(profile, state)
  const self = state.members.get(memberId)
  if (!shares.isKept || self === undefined) return []
  const { open, gone, unread } = await readCollections(read, shares)
  if (unread.length > 0) return []
  const due = dueShares(state, self, shares, open, rolesOf(list, stored, memberId))
  if (gone.length > 0 && !isRemoved(profile)) await forget(context, stored, gone)
  return intentsOf(context, stored.accountId, profile, due)
}

/**
 * Does now what a sync would do by `shareIntents`.
 *
 * @throws {KeyholderError} `account.*`, `replica.*`
 */
export async function keepShares(
  context: VaultContext,
  accountId: string,
  read: CollectionReader = collectionReader(context),
): Promise<void> {
  const { replica } = context
  const intents = await readTogether(async () => {
    const stored = await loadAccount(context, replica, accountId)
    if (stored === undefined) return []
    const list = await newestList(replica, accountId, stored.known)
    return shareIntents(context, stored, list, read)
  })
  if (intents.length > 0) await addIntents(context, accountId, intents)
}

async function intentsOf(
  context: VaultContext,
  accountId: string,
  profile: Profile,
  due: readonly DueShare[],
): Promise<Intent[]> {
  const intents: Intent[] = []
  const kept: DueShare[] = []
  for (const one of due) {
    const { memberId, now, role, way } = one
    if (role === undefined) {
      intents.push({ kind: 'revoke', memberId })
      continue
    }
    // Nobody comes into what is deleted; who left loses it all the same.
    if (role !== now && isRemoved(profile)) continue
    if (role !== now) intents.push({ kind: 'grant', memberId, role })
    if (way === undefined || profile.kind === COLLECTION) continue
    if (now === undefined) await stageTerms(context, accountId, memberId, way.limits)
    kept.push(one)
  }
  if (profile.kind !== COLLECTION) await followLimits(context, accountId, kept)
  return intents
}

/** Takes the account out of collections that are deleted: once those are purged, nobody could tell. */
async function forget(
  context: VaultContext,
  stored: StoredAccount,
  gone: readonly string[],
): Promise<void> {
  const content = await currentContent(context, context.replica, stored)
  if (content?.secrets === undefined) return
  const { profile, secrets } = content
  const edit = { at: context.platform.clock(), by: context.unlocked().deviceId }
  const marks = new Map(gone.map((collectionId) => [collectionId, TAKEN_OUT]))
  const after = writeShares({ profile, secrets }, marks, edit)
  await saveAccount(context, stored.accountId, after, { onTaken: 'keep' })
}

async function profileOf(context: VaultContext, stored: StoredAccount) {
  const bytes =
    stored.pending?.content?.profile ??
    (await openStored(context, context.replica, stored, 'profile'))
  return bytes && readProfile(bytes)
}
