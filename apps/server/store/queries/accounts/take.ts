import type { Write } from '../../database.ts'
import type { AccountWrite, AccountWriteResult } from '../../ports/accounts.ts'
import { nextRevision } from '../revision.ts'
import { type AccountRow, putAccount, readAccount } from './account-row.ts'
import { changeIndexEpoch, indexEpochOf, isTaken, replaceClaims } from './claims.ts'
import { endGrants } from '../deals/end.ts'
import { putCompartments } from './compartments.ts'
import { isFollowing } from './follows.ts'
import { applyGrants, type GrantsPlan, planGrants, rolesOf } from './grants.ts'
import { insertLists } from './lists.ts'

export interface Push {
  readonly workspaceId: string
  readonly memberId: string
  readonly indexListId: string
  readonly now: number
}

type Refused = Extract<AccountWriteResult, { outcome: 'refused' }>
/** What came of one write. The view of a stale one is read for whom it is shown to. */
export type Taken =
  | Extract<AccountWriteResult, { outcome: 'accepted' }>
  | Refused
  | { readonly accountId: string; readonly outcome: 'stale' }

/** Takes one write whole, or writes nothing. */
export async function takeWrite(write: Write, push: Push, given: AccountWrite): Promise<Taken> {
  const { tx } = write
  const { accountId, lists } = given
  const account = await readAccount(tx, push.workspaceId, accountId)
  const isNew = account === undefined
  const roles = isNew ? new Map() : await rolesOf(tx, push.workspaceId, accountId)
  const refusal = refusalOf(push, given, account, roles)
  if (refusal !== undefined) return refused(accountId, ...refusal)
  if (!isFollowing(account, given)) return { accountId, outcome: 'stale' }
  const plan = planGrants(roles, lists)
  if (plan === undefined) return refused(accountId, 'object_refused', 'list.wrapped-missing')
  const claims = await judgeClaims(write, push, given, account)
  if (typeof claims === 'string') return refused(accountId, claims, null)
  return take(write, push, { given, account, plan: lists.length === 0 ? null : plan, claims })
}

/** What of the account is not the member's to write. */
function refusalOf(
  { memberId }: Push,
  { lists }: AccountWrite,
  account: AccountRow | undefined,
  roles: ReadonlyMap<string, string>,
): readonly [Refused['code'], string | null] | undefined {
  if (account === undefined && lists[0]?.version !== 1) return ['account_unknown', null]
  if (account?.is_purged === 1) return ['object_refused', 'account.purged']
  const isInNewest = lists.at(-1)?.grants.some(({ granteeId }) => granteeId === memberId)
  if (!roles.has(memberId) && isInNewest !== true) return ['account_unknown', null]
  return undefined
}

/** What becomes of the account's claims; null leaves them and the mark. */
type Claimed = { readonly claims: readonly Uint8Array[]; readonly isUsernameTaken: boolean } | null

async function judgeClaims(
  { tx }: Write,
  { workspaceId, now }: Push,
  { accountId, claims: given, isDeleted, onTaken }: AccountWrite,
  account: AccountRow | undefined,
): Promise<Claimed | 'index_key_stale' | 'username_taken'> {
  const none = { claims: [], isUsernameTaken: false }
  const staysDeleted = isDeleted ?? (account !== undefined && account.deleted_at !== null)
  if (staysDeleted) return none
  if (given === null) return null
  if (given.claims.length === 0) return none
  if (given.indexEpoch !== (await indexEpochOf(tx, workspaceId))) return 'index_key_stale'
  if (!(await isTaken(tx, { workspaceId, accountId }, given.claims, now))) {
    return { claims: given.claims, isUsernameTaken: false }
  }
  return onTaken === 'refuse' ? 'username_taken' : { claims: [], isUsernameTaken: true }
}

interface Judged {
  readonly given: AccountWrite
  readonly account: AccountRow | undefined
  /** null when no list came. */
  readonly plan: GrantsPlan | null
  readonly claims: Claimed
}

async function take(
  write: Write,
  push: Push,
  { given, account, plan, claims }: Judged,
): Promise<Taken> {
  const { tx } = write
  const { workspaceId } = push
  const { accountId, lists } = given
  const revision = await nextRevision(write, workspaceId)
  const place = { workspaceId, accountId, revision }
  const row = rowAfter(push, { given, account, claims }, revision)
  await putAccount(tx, row)
  if (plan !== null) {
    await insertLists(tx, place, lists)
    await applyGrants(tx, place, plan)
    if (account !== undefined) await endGrants(write, workspaceId, accountId, lostShares(plan))
  }
  await putCompartments(tx, place, given)
  if (claims !== null) await replaceClaims(tx, place, claims.claims)
  const newest = lists.at(-1)
  if (accountId === push.indexListId && newest !== undefined) {
    const epoch = await indexEpochOf(tx, workspaceId)
    if (epoch !== newest.profileEpoch) await changeIndexEpoch(tx, workspaceId, newest.profileEpoch)
  }
  return {
    accountId,
    outcome: 'accepted',
    revision,
    isUsernameTaken: row.is_username_taken === 1,
  }
}

/** Who no longer signs in with the signer: whoever lost the account, and whoever owns it from now on. */
function lostShares({ granted, revoked }: GrantsPlan): readonly string[] {
  const owners = granted.filter(({ planned }) => planned.role === 'owner')
  return [...revoked, ...owners.map(({ granteeId }) => granteeId)]
}

/** The account's row as the write leaves it. */
function rowAfter(
  { workspaceId, now }: Push,
  { given, account, claims }: Omit<Judged, 'plan'>,
  revision: number,
): AccountRow {
  const { accountId, lists, profile, secrets, isDeleted } = given
  const newest = lists.at(-1)
  const listBytes = lists.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const deletedBefore = account?.deleted_at ?? null
  const deletedAfter = isDeleted === true ? (deletedBefore ?? now) : null
  const mark = claims === null ? account?.is_username_taken : Number(claims.isUsernameTaken)
  return {
    workspace_id: workspaceId,
    account_id: accountId,
    revision,
    list_version: newest?.version ?? account?.list_version ?? 0,
    list_hash: newest?.hash ?? account?.list_hash ?? new Uint8Array(),
    profile_version: profile?.version ?? account?.profile_version ?? 0,
    profile_hash: profile?.hash ?? account?.profile_hash ?? null,
    secrets_version: secrets?.version ?? account?.secrets_version ?? 0,
    secrets_hash: secrets?.hash ?? account?.secrets_hash ?? null,
    lists_size: (account?.lists_size ?? 0) + listBytes,
    profile_size: profile?.bytes.length ?? account?.profile_size ?? 0,
    secrets_size: secrets?.bytes.length ?? account?.secrets_size ?? 0,
    deleted_at: isDeleted === null ? deletedBefore : deletedAfter,
    is_username_taken: mark ?? 0,
    is_purged: 0,
  }
}

function refused(accountId: string, code: Refused['code'], rule: string | null): Refused {
  return { accountId, outcome: 'refused', code, rule }
}
