import { type AccountContent, COLLECTION, isRemoved, searchEntryOf } from '../../accounts.ts'
import type { VaultPorts } from '../context.ts'
import type { IndexChange } from '../index/stage.ts'
import { encodePending, type Pending } from '../rows/pending.ts'
import { sealRow } from '../rows/sealed-row.ts'
import type { Draft } from '../rows/transaction.ts'
import type { Relation } from '../vault.ts'

/** Adds an account's pending record to the draft; undefined takes it away. */
export async function stagePending(
  ports: VaultPorts,
  draft: Draft,
  accountId: string,
  pending: Pending | undefined,
): Promise<void> {
  if (pending === undefined) return draft.delete('pending', accountId)
  const sealed = await sealRow(ports, 'pending', accountId, encodePending(pending))
  draft.put('pending', accountId, sealed)
}

/** What the index says of an account with this profile. */
export function indexChangeOf(
  accountId: string,
  { relation, isUsernameTaken = false }: { relation: Relation; isUsernameTaken?: boolean },
  profile: AccountContent['profile'],
): IndexChange {
  const entry = searchEntryOf(accountId, profile)
  const isDeleted = isRemoved(profile)
  const isCollection = profile.kind === COLLECTION
  return { accountId, kind: 'put', entry, relation, isDeleted, isUsernameTaken, isCollection }
}
