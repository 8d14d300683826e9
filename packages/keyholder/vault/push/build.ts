import { encodeBase64url, equalBytes } from '@keyward/codec'
import type { AccountPush } from '@keyward/protocol'
import type { AccountKeys, WrappedKeys } from '@keyward/vault/access'
import { type AccountContent, isRemoved } from '../../accounts.ts'
import { type EncodedContent, readContent } from '../account/content.ts'
import { loadAccount, openStored, type StoredAccount } from '../account/load.ts'
import { claimsUnder, indexKeyOf } from '../claims.ts'
import type { VaultContext } from '../context.ts'
import type { Examined } from '../intake/examined.ts'
import { foldStored } from '../intake/lists.ts'
import type { MembershipView } from '../membership-view.ts'
import { knownKey } from '../rows/row-keys.ts'
import { encodeWrapped } from '../rows/wrapped.ts'
import { type MadeList, makeNextList } from './next-list.ts'
import { type Outgoing, sizeOf } from './outgoing.ts'
import { sealNext } from './seal.ts'

/**
 * Seals what waits of an account for the server: the next access list, when who has it changes, and
 * the compartments that differ from the server's; with new keys, both.
 *
 * @returns undefined when nothing of it can be pushed
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function buildPush(
  context: VaultContext,
  view: MembershipView,
  accountId: string,
): Promise<Outgoing | undefined> {
  const { replica } = context
  const knownRow = await replica.get('writes', knownKey(accountId))
  const pendingRow = await replica.get('pending', accountId)
  const stored = await loadAccount(context, replica, accountId)
  const keys = ownKeysOf(stored)
  if (stored?.pending === undefined || keys === undefined) return undefined
  const { known, pending } = stored

  const isListed = known === undefined || pending.intents.length > 0
  const before = isListed ? await foldStored(context, view, accountId, known) : undefined
  const list = isListed
    ? await makeNextList(context, view, accountId, before, keys, pending.intents)
    : undefined
  const writes = await makeWrites(context, view, stored, list, list?.keys ?? keys)
  const content = pending.content && readContent(pending.content)
  const claims = await claimsFor(context, writes.profile?.content ?? content?.profile)
  const isDeleted = writes.profile === undefined ? null : isRemoved(writes.profile.content)
  const push: AccountPush = {
    accountId,
    lists: list === undefined ? [] : [listPush(list.bytes, list.wrapped)],
    profile: writes.profile === undefined ? null : encodeBase64url(writes.profile.bytes),
    secrets: writes.secrets === undefined ? null : encodeBase64url(writes.secrets.bytes),
    claims: writes.profile === undefined ? null : claims,
    isDeleted,
    onTaken: pending.onTaken,
    isPutBack: false,
  }
  const made: Examined = {
    ...madeOf(context, stored, knownRow, list),
    ...writes,
    deletedAt: isDeleted === true ? (known?.deletedAt ?? context.platform.clock()) : undefined,
    claimsEpoch: push.claims === null ? undefined : push.claims.indexEpoch,
  }
  return { accountId, push, size: sizeOf(push), made, pendingRow }
}

/** What is known of an account once the server has taken these lists, and nothing else of it. */
export function madeOf(
  { unlocked }: VaultContext,
  { accountId, known }: StoredAccount,
  knownRow: Uint8Array | undefined,
  list: MadeList | undefined,
): Examined {
  const own = list?.wrapped.get(unlocked().memberId)
  const version = list?.verified.statement.version ?? 0
  return {
    kind: 'account',
    accountId,
    knownRow,
    known,
    lists: list && {
      added: [{ version, bytes: list.bytes }],
      newest: list.verified,
      formerOwners: list.formerOwners,
    },
    keys: list?.keys,
    wrapped: own && encodeWrapped(own),
    profile: undefined,
    secrets: undefined,
    besides: {},
    behind: undefined,
    isUsernameTaken: known?.isUsernameTaken ?? false,
    deletedAt: known?.deletedAt,
    isPurged: false,
    claimsEpoch: undefined,
    refused: [],
  }
}

/** One version of a list as it is pushed. */
export function listPush(
  bytes: Uint8Array,
  wrapped: ReadonlyMap<string, WrappedKeys>,
): AccountPush['lists'][number] {
  return {
    list: encodeBase64url(bytes),
    wrapped: [...wrapped].map(([granteeId, { profile, secrets }]) => ({
      granteeId,
      profile: encodeBase64url(profile),
      secrets: secrets === null ? null : encodeBase64url(secrets),
    })),
  }
}

/** Both keys, which an Owner has. */
export function ownKeysOf(stored: StoredAccount | undefined): AccountKeys | undefined {
  const { profile, secrets } = stored?.keys ?? {}
  return profile && secrets && { profile, secrets }
}

/** The claims of a profile; null where this device has no index key, and none are sent. */
export async function claimsFor(
  context: VaultContext,
  profile: AccountContent['profile'] | undefined,
): Promise<AccountPush['claims']> {
  const indexKey = await indexKeyOf(context, context.replica)
  if (indexKey === undefined || profile === undefined) return null
  const { indexEpoch, claims } = claimsUnder(context, indexKey, profile)
  return { indexEpoch, claims: isRemoved(profile) ? [] : claims.map(encodeBase64url) }
}

async function makeWrites(
  context: VaultContext,
  view: MembershipView,
  stored: StoredAccount,
  list: MadeList | undefined,
  keys: AccountKeys,
): Promise<Pick<Examined, 'profile' | 'secrets'>> {
  const { accountId, known, pending } = stored
  const server: Partial<EncodedContent> = {
    ...(await opened(context, stored, 'profile')),
    ...(await opened(context, stored, 'secrets')),
  }
  const bytes = { ...server, ...pending?.content }
  // The list of the index key has no content.
  if (bytes.profile === undefined || bytes.secrets === undefined)
    return { profile: undefined, secrets: undefined }
  const isChanged = (part: 'profile' | 'secrets'): boolean =>
    list?.isRotated === true || !isEqual(bytes[part], server[part])
  const latest = {
    profile: (known?.profile?.version ?? 0) + (isChanged('profile') ? 1 : 0),
    secrets: (known?.secrets?.version ?? 0) + (isChanged('secrets') ? 1 : 0),
  }
  const content = readContent({ profile: bytes.profile, secrets: bytes.secrets })
  const seal = async <T>(compartment: 'profile' | 'secrets', plain: Uint8Array, value: T) =>
    isChanged(compartment)
      ? sealNext(context, view, {
          accountId,
          compartment,
          known: known?.[compartment],
          key: keys[compartment],
          latest,
          bytes: plain,
          content: value,
        })
      : undefined
  return {
    profile: await seal('profile', bytes.profile, content.profile),
    secrets: await seal('secrets', bytes.secrets, content.secrets),
  }
}

async function opened(
  context: VaultContext,
  stored: StoredAccount,
  part: 'profile' | 'secrets',
): Promise<Partial<EncodedContent>> {
  const bytes = await openStored(context, context.replica, stored, part)
  return bytes === undefined ? {} : { [part]: bytes }
}

function isEqual(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && equalBytes(a, b)
}
