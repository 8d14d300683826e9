import type { Tx } from '../database.ts'
import type { AppList } from '../ports/directory.ts'

export async function putAppList(
  tx: Tx,
  { source, updatedAt: updated_at, apps }: AppList,
): Promise<void> {
  await tx
    .insertInto('app_lists')
    .values({ source, updated_at, apps })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ updated_at, apps }))
    .execute()
}

export async function appLists(tx: Tx): Promise<readonly AppList[]> {
  const rows = await tx.selectFrom('app_lists').selectAll().orderBy('source').execute()
  return rows.map(({ source, updated_at: updatedAt, apps }) => ({ source, updatedAt, apps }))
}
