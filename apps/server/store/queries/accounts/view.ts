import type { Tx } from '../../database.ts'
import type { AccountView } from '../../ports/accounts.ts'

interface Viewer {
  readonly workspaceId: string
  readonly memberId: string
}

/** An account that is granted to the viewer, with the grant. */
export interface GrantedRow {
  readonly account_id: string
  readonly revision: number
  readonly deleted_at: number | null
  readonly is_username_taken: number
  readonly is_purged: number
  /** An upper bound of the bytes of its view. */
  readonly size: number
  readonly granted_revision: number
  readonly role: string
  readonly profile: Uint8Array
  readonly secrets: Uint8Array | null
}

/** Accounts that are granted to the member, to be narrowed further. */
export function grantedAccounts(tx: Tx, { workspaceId, memberId }: Viewer) {
  return (
    tx
      .selectFrom('accounts as account')
      // Not a join that may be turned round: the accounts that are asked for are few, and the grants
      // of a member many.
      .crossJoin('grants as granted')
      .whereRef('granted.workspace_id', '=', 'account.workspace_id')
      .whereRef('granted.account_id', '=', 'account.account_id')
      .where('granted.grantee_id', '=', memberId)
      .where('account.workspace_id', '=', workspaceId)
      .select((row) => [
        'account.account_id',
        'account.revision',
        'account.deleted_at',
        'account.is_username_taken',
        'account.is_purged',
        row(
          row('account.lists_size', '+', row.ref('account.profile_size')),
          '+',
          row.ref('account.secrets_size'),
        ).as('size'),
        'granted.granted_revision',
        'granted.role',
        'granted.profile',
        'granted.secrets',
      ])
  )
}

/** All that the member may see of one account; undefined when that is nothing. */
export async function viewOf(
  tx: Tx,
  viewer: Viewer,
  accountId: string,
): Promise<AccountView | undefined> {
  const rows = await grantedAccounts(tx, viewer)
    .where('account.account_id', '=', accountId)
    .execute()
  const [view] = await viewsOf(tx, viewer.workspaceId, rows, 0)
  return view
}

/** The view of each row: what changed after the revision, or all where it was granted since. */
export async function viewsOf(
  tx: Tx,
  workspaceId: string,
  rows: readonly GrantedRow[],
  since: number,
): Promise<readonly AccountView[]> {
  if (rows.length === 0) return []
  const asked = { workspaceId, since, ...sortOut(rows, since) }
  const lists = new Map<string, Uint8Array[]>()
  for (const { account_id: accountId, bytes } of await readLists(tx, asked)) {
    const known = lists.get(accountId)
    if (known === undefined) lists.set(accountId, [bytes])
    else known.push(bytes)
  }
  const sealed = new Map(
    (await readCompartments(tx, asked)).map((row) => [`${row.account_id}/${row.kind}`, row.bytes]),
  )
  return rows.map((row) => {
    const news = lists.get(row.account_id) ?? []
    return {
      accountId: row.account_id,
      revision: row.revision,
      isRevoked: false,
      lists: news,
      wrapped: news.length === 0 ? null : { profile: row.profile, secrets: row.secrets },
      profile: sealed.get(`${row.account_id}/profile`) ?? null,
      secrets: sealed.get(`${row.account_id}/secrets`) ?? null,
      deletedAt: row.deleted_at,
      isUsernameTaken: row.is_username_taken === 1,
      isPurged: row.is_purged === 1,
    }
  })
}

interface Asked {
  readonly workspaceId: string
  readonly since: number
  readonly all: readonly string[]
  /** Those of which everything is asked for. */
  readonly whole: readonly string[]
  /** Those whose secrets are the viewer's too. */
  readonly owned: readonly string[]
}

function sortOut(
  rows: readonly GrantedRow[],
  since: number,
): Pick<Asked, 'all' | 'whole' | 'owned'> {
  const whole = rows.filter((row) => row.granted_revision > since)
  const owned = rows.filter((row) => row.role === 'owner')
  const idOf = (row: GrantedRow): string => row.account_id
  return { all: rows.map(idOf), whole: whole.map(idOf), owned: owned.map(idOf) }
}

function readLists(tx: Tx, { workspaceId, since, all, whole }: Asked) {
  return tx
    .selectFrom('lists')
    .select(['account_id', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', all)
    .where((row) =>
      whole.length === 0
        ? row('revision', '>', since)
        : row.or([row('revision', '>', since), row('account_id', 'in', whole)]),
    )
    .orderBy('account_id')
    .orderBy('version')
    .execute()
}

function readCompartments(tx: Tx, { workspaceId, since, all, whole, owned }: Asked) {
  return tx
    .selectFrom('compartments')
    .select(['account_id', 'kind', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', all)
    .where((row) =>
      owned.length === 0
        ? row('kind', '=', 'profile')
        : row.or([row('kind', '=', 'profile'), row('account_id', 'in', owned)]),
    )
    .where((row) =>
      whole.length === 0
        ? row('revision', '>', since)
        : row.or([row('revision', '>', since), row('account_id', 'in', whole)]),
    )
    .execute()
}
