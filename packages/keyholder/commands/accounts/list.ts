import type { SearchEntry } from '../../accounts.ts'
import type { OpenAccount, Relation } from '../../vault/vault.ts'
import type { Desk } from '../desk.ts'

/** An account in a list. */
export interface AccountRow extends SearchEntry {
  readonly relation: Relation
}

/**
 * The accounts in which each word of the query begins a word of the app's name, the username, a
 * label or an RP ID, the best first; all of them for an empty query. Works without the server.
 */
export function listAccounts(
  { vault }: Pick<Desk, 'vault'>,
  query: string,
  limit: number,
): readonly AccountRow[] {
  return vault.index.search(query, limit).flatMap((entry) => {
    const relation = vault.relationOf(entry.accountId)
    return relation === undefined ? [] : [{ ...entry, relation }]
  })
}

/**
 * The same, all of them, one by one: each row is made when it is asked for, so that a long list can
 * be read in pieces. Changes that come meanwhile are not in it.
 */
export function* rankAccounts(
  { vault }: Pick<Desk, 'vault'>,
  query: string,
): Generator<AccountRow> {
  for (const entry of vault.index.ranked(query)) {
    const relation = vault.relationOf(entry.accountId)
    if (relation !== undefined) yield { ...entry, relation }
  }
}

/** Accounts that are deleted and can still be restored, the last one first. */
export async function listDeletedAccounts({
  vault,
}: Pick<Desk, 'vault'>): Promise<readonly OpenAccount[]> {
  return (await vault.deleted()).toSorted((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0))
}
