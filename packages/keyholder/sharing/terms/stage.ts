import { type Limits, parseTerms, signTerms } from '@keyward/cosigning/terms'
import type { VaultContext } from '../../vault/context.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { COLLECTION, followingKey, putRow, readRow, termsKey } from '../rows.ts'

/**
 * Keeps durably which limits a member's use of an account has from now on: sent with the next sync,
 * before an access list that grants the account.
 *
 * @throws {KeyholderError} `replica.*`; {CosigningError} `terms.malformed` for limits that are none
 */
export async function stageTerms(
  context: VaultContext,
  accountId: string,
  memberId: string,
  limits: Limits,
): Promise<void> {
  const row = termsFor(context, { accountId, memberId, limits, version: 1 })
  await transact(context.replica, async (draft) => {
    await putRow(context, draft, termsKey(accountId, memberId), row)
    draft.delete(COLLECTION, followingKey(accountId, memberId))
  })
  context.memory.tell([accountId])
}

/** The limits that wait to be sent; undefined when none do. */
export async function stagedLimits(
  context: VaultContext,
  accountId: string,
  memberId: string,
): Promise<Limits | undefined> {
  const row =
    (await readRow(context, context.replica, termsKey(accountId, memberId))) ??
    (await readRow(context, context.replica, followingKey(accountId, memberId)))
  return row && parseTerms(row).limits
}

/** Terms as this device signs them. */
export function termsFor(
  { unlocked }: VaultContext,
  given: {
    readonly accountId: string
    readonly memberId: string
    readonly limits: Limits
    readonly version: number
  },
): Uint8Array {
  const { workspaceId, memberId: authorId, deviceId, deviceKey } = unlocked()
  return signTerms(deviceKey, { ...given, workspaceId, authorId, deviceId })
}
