import { LIMITS } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { AccountStore, AccountView } from '../../ports/accounts.ts'
import { isComplete } from '../revision.ts'
import { unknownWorkspace } from '../unknown.ts'
import { grantedAccounts, viewsOf } from './view.ts'

interface Question {
  readonly workspaceId: string
  readonly memberId: string
  readonly since: number
  readonly limit: number
}

/**
 * Always the same few queries. Each goes by an index of revisions, from the one asked for on, so
 * that one change costs the same in a small workspace and in a large one.
 */
export async function changesFor(tx: Tx, asked: Question): ReturnType<AccountStore['changes']> {
  const { workspaceId, since, limit } = asked
  const newest = await revisionOf(tx, workspaceId)
  const granted = await grantedAccounts(tx, asked)
    .where('account.revision', '>', since)
    .orderBy('account.revision')
    .limit(limit + 1)
    .execute()
  const revoked = await readRevocations(tx, asked)
  const entries = await readEntries(tx, asked)
  const news = [...granted, ...revoked].toSorted((one, other) => one.revision - other.revision)
  const end = Math.min(
    endOf(news, limit, LIMITS.pageBytes),
    endOf(entries, limit, LIMITS.pageBytes),
    newest,
  )
  const isOnPage = ({ revision }: { readonly revision: number }): boolean => revision <= end
  // Whoever is in the middle of pages may lack what is old of an account that changed again since,
  // and so came to stand on a later page: each account comes whole then.
  const known = isComplete(since) ? since : 0
  const views = await viewsOf(tx, workspaceId, granted.filter(isOnPage), known)
  return {
    revision: end,
    hasMore: end < newest,
    accounts: [...views, ...revoked.filter(isOnPage).map(toRevoked)].toSorted(
      (one, other) => one.revision - other.revision,
    ),
    entries: entries.filter(isOnPage).map(({ bytes }) => bytes),
  }
}

async function revisionOf(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('workspaces')
    .select('revision')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  return row.revision
}

async function readRevocations(tx: Tx, { workspaceId, memberId, since, limit }: Question) {
  const rows = await tx
    .selectFrom('revocations')
    .select(['account_id', 'revision'])
    .where('workspace_id', '=', workspaceId)
    .where('grantee_id', '=', memberId)
    .where('revision', '>', since)
    .orderBy('revision')
    .limit(limit + 1)
    .execute()
  return rows.map(({ account_id, revision }) => ({ account_id, revision, size: 0 }))
}

async function readEntries(tx: Tx, { workspaceId, since, limit }: Question) {
  const rows = await tx
    .selectFrom('chain')
    .select(['revision', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('revision', '>', since)
    .orderBy('revision')
    .limit(limit + 1)
    .execute()
  return rows.map(({ revision, bytes }) => ({ revision, bytes, size: bytes.length }))
}

/**
 * Up to where a page may go, as far as these rows, in their order, allow it: to the odd number below
 * the revision of the first row that does not fit.
 */
function endOf(
  rows: readonly { readonly revision: number; readonly size: number }[],
  limit: number,
  bytes: number,
): number {
  let left = bytes
  for (const [index, { revision, size }] of rows.entries()) {
    left -= size
    if (index === limit || (left < 0 && index > 0)) return revision - 1
  }
  return Number.MAX_SAFE_INTEGER
}

function toRevoked(row: { readonly account_id: string; readonly revision: number }): AccountView {
  return {
    accountId: row.account_id,
    revision: row.revision,
    isRevoked: true,
    lists: [],
    wrapped: null,
    profile: null,
    secrets: null,
    deletedAt: null,
    isUsernameTaken: false,
    isPurged: false,
  }
}
