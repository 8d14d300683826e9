import type { Selectable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { AccountTable, Schema } from '../../schema.ts'

export type AccountRow = Selectable<Schema['accounts']>

export function readAccount(
  tx: Tx,
  workspaceId: string,
  accountId: string,
): Promise<AccountRow | undefined> {
  return tx
    .selectFrom('accounts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Puts the row in the place of the account's, or where none was. */
export async function putAccount(tx: Tx, row: AccountTable): Promise<void> {
  // The key stays, so that nothing that refers to it has to be looked at.
  const { workspace_id: _, account_id: __, ...rest } = row
  await tx
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(rest))
    .execute()
}
