import { equalBytes } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import type { Tx } from '../database.ts'
import { StoreError, type WriteOnce } from '../store.ts'

/** What may be kept as the result of a write. */
export type Kept =
  | null
  | number
  | string
  | boolean
  | readonly Kept[]
  | { readonly [name: string]: Kept }

/**
 * Does the work, or gives the result that the same request had before.
 *
 * @throws {StoreError} `idempotency_mismatch` when another request had the key
 */
export async function onceOnly<T extends Kept>(
  tx: Tx,
  workspaceId: string,
  { key, fingerprint, now }: WriteOnce,
  work: () => Promise<T>,
): Promise<T> {
  if (key === null) return work()
  const row = await tx
    .selectFrom('idempotency')
    .select(['fingerprint', 'result'])
    .where('workspace_id', '=', workspaceId)
    .where('once_key', '=', key)
    .executeTakeFirst()
  if (row !== undefined) {
    if (!equalBytes(row.fingerprint, fingerprint)) throw mismatch()
    return JSON.parse(row.result) as T
  }
  const result = await work()
  await tx
    .insertInto('idempotency')
    .values({
      workspace_id: workspaceId,
      once_key: key,
      fingerprint,
      result: JSON.stringify(result),
      until: now + LIFETIMES.idempotency,
    })
    .execute()
  return result
}

function mismatch(): StoreError {
  return new StoreError('idempotency_mismatch', 'This idempotency key belongs to another request.')
}
