import type { Tx } from '../../database.ts'
import { StoreError } from '../../store.ts'
import { indexEpochOf, insertReservations, isTaken } from './claims.ts'

interface Reservation {
  readonly workspaceId: string
  readonly accountId: string
  readonly claims: { readonly indexEpoch: number; readonly claims: readonly Uint8Array[] }
  readonly until: number
  readonly now: number
}

/** All of the claims or none. */
export async function reserveClaims(
  tx: Tx,
  { workspaceId, accountId, claims: { indexEpoch, claims }, until, now }: Reservation,
): Promise<{ readonly isTaken: boolean }> {
  if (indexEpoch !== (await indexEpochOf(tx, workspaceId))) {
    throw new StoreError(
      'index_key_stale',
      'The claims were made with another index key than the present one.',
    )
  }
  const place = { workspaceId, accountId }
  if (await isTaken(tx, place, claims, now)) return { isTaken: true }
  await insertReservations(tx, place, claims, until)
  return { isTaken: false }
}
