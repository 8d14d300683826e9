import type { Tx } from '../../database.ts'
import type { AccountFacts } from '../../ports/accounts.ts'
import { chunksOf } from '../chunks.ts'

const NOTHING = { list: undefined, profileVersion: 0, secretsVersion: 0, isDeleted: false }

/** In the order of the ids. */
export async function factsOf(
  tx: Tx,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<readonly AccountFacts[]> {
  const found = new Map<string, AccountFacts>()
  for (const chunk of chunksOf([...new Set(accountIds)], 1000)) {
    for (const row of await readFacts(tx, workspaceId, chunk)) {
      found.set(row.account_id, {
        accountId: row.account_id,
        list: { version: row.list_version, hash: row.list_hash, bytes: row.bytes },
        profileVersion: row.profile_version,
        secretsVersion: row.secrets_version,
        isDeleted: row.deleted_at !== null,
      })
    }
  }
  return accountIds.map((accountId) => found.get(accountId) ?? { accountId, ...NOTHING })
}

function readFacts(tx: Tx, workspaceId: string, accountIds: readonly string[]) {
  return tx
    .selectFrom('accounts')
    .innerJoin('lists', (join) =>
      join
        .onRef('lists.workspace_id', '=', 'accounts.workspace_id')
        .onRef('lists.account_id', '=', 'accounts.account_id')
        .onRef('lists.version', '=', 'accounts.list_version'),
    )
    .select([
      'accounts.account_id',
      'accounts.list_version',
      'accounts.list_hash',
      'accounts.profile_version',
      'accounts.secrets_version',
      'accounts.deleted_at',
      'lists.bytes',
    ])
    .where('accounts.workspace_id', '=', workspaceId)
    .where('accounts.account_id', 'in', accountIds)
    .execute()
}

export async function grantedTo(
  tx: Tx,
  workspaceId: string,
  memberId: string,
): Promise<readonly { readonly accountId: string; readonly role: string }[]> {
  const rows = await tx
    .selectFrom('grants')
    .select(['account_id', 'role'])
    .where('workspace_id', '=', workspaceId)
    .where('grantee_id', '=', memberId)
    .execute()
  return rows.map((row) => ({ accountId: row.account_id, role: row.role }))
}
