import type { Tx } from '../../database.ts'

interface Place {
  readonly workspaceId: string
  readonly accountId: string
}

/** The epoch with which claims are made at present. */
export async function indexEpochOf(tx: Tx, workspaceId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('workspaces')
    .select('index_epoch')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row?.index_epoch
}

/** Whether another account has one of the claims, or has reserved it. */
export async function isTaken(
  tx: Tx,
  { workspaceId, accountId }: Place,
  claims: readonly Uint8Array[],
  now: number,
): Promise<boolean> {
  if (claims.length === 0) return false
  const claimed = await tx
    .selectFrom('claims')
    .select('account_id')
    .where('workspace_id', '=', workspaceId)
    .where('claim', 'in', claims)
    .where('account_id', '!=', accountId)
    .limit(1)
    .executeTakeFirst()
  if (claimed !== undefined) return true
  const reserved = await tx
    .selectFrom('reservations')
    .select('account_id')
    .where('workspace_id', '=', workspaceId)
    .where('claim', 'in', claims)
    .where('account_id', '!=', accountId)
    .where('until', '>', now)
    .limit(1)
    .executeTakeFirst()
  return reserved !== undefined
}

/** Puts these in the place of the account's claims. They are free. */
export async function replaceClaims(
  tx: Tx,
  { workspaceId, accountId }: Place,
  claims: readonly Uint8Array[],
): Promise<void> {
  await tx
    .deleteFrom('claims')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute()
  if (claims.length === 0) return
  const rows = distinct(claims).map((claim) => ({
    workspace_id: workspaceId,
    account_id: accountId,
    claim,
  }))
  await tx.insertInto('claims').values(rows).execute()
  await tx
    .deleteFrom('reservations')
    .where('workspace_id', '=', workspaceId)
    .where('claim', 'in', claims)
    .execute()
}

/** What the account may claim until a time. They are free. */
export async function insertReservations(
  tx: Tx,
  { workspaceId, accountId }: Place,
  claims: readonly Uint8Array[],
  until: number,
): Promise<void> {
  for (const claim of distinct(claims)) {
    await tx
      .insertInto('reservations')
      .values({ workspace_id: workspaceId, account_id: accountId, claim, until })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'claim']).doUpdateSet({ account_id: accountId, until }),
      )
      .execute()
  }
}

/** Claims of another index key match nothing any more, so those of all accounts go. */
export async function changeIndexEpoch(
  tx: Tx,
  workspaceId: string,
  indexEpoch: number,
): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ index_epoch: indexEpoch })
    .where('workspace_id', '=', workspaceId)
    .execute()
  for (const table of ['claims', 'reservations'] as const) {
    await tx.deleteFrom(table).where('workspace_id', '=', workspaceId).execute()
  }
}

function distinct(claims: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(claims.map((claim) => [claim.toString(), claim])).values()]
}
