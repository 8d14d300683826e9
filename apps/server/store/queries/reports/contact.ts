import type { Tx } from '../../database.ts'

export async function contactOf(tx: Tx, workspaceId: string): Promise<string> {
  const row = await tx
    .selectFrom('support_contacts')
    .select('contact')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row?.contact ?? ''
}

export async function putContact(tx: Tx, workspaceId: string, contact: string): Promise<void> {
  await tx
    .insertInto('support_contacts')
    .values({ workspace_id: workspaceId, contact })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ contact }))
    .execute()
}
