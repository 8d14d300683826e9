import type { Tx } from '../../database.ts'

export async function keepOnce(
  tx: Tx,
  id: string,
  value: Uint8Array,
  expiresAt: number,
): Promise<void> {
  await tx
    .insertInto('once_values')
    .values({ id, value, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ value, expires_at: expiresAt }))
    .execute()
}

export async function takeOnce(tx: Tx, id: string, now: number): Promise<Uint8Array | undefined> {
  const row = await tx
    .deleteFrom('once_values')
    .where('id', '=', id)
    .returning(['value', 'expires_at'])
    .executeTakeFirst()
  return row === undefined || row.expires_at <= now ? undefined : row.value
}
