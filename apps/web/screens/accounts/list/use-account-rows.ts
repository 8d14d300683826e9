import { useCallback } from 'react'
import { type AccountRow, rankAccounts } from '@keyward/keyholder/commands'
import { useDesk } from '../../../app/use-desk.ts'
import { useVaultVersion } from '../../../app/use-vault-version.ts'
import { type AccountFilter, type FilterFacts, passes } from './filters.ts'
import { type ShownFacts, useFilterFacts } from './use-filter-facts.ts'
import { useGathered } from './use-gathered.ts'

/** The rows of the list, and what else it shows of them. */
export interface ShownRows extends ShownFacts {
  readonly rows: readonly AccountRow[]
  /** How many accounts there are, whatever is searched for. */
  readonly size: number
}

/** Reads the index in memory alone: no account is opened for its row. */
export function useAccountRows(query: string, filter: AccountFilter): ShownRows {
  const desk = useDesk()
  const version = useVaultVersion()
  const shown = useFilterFacts(filter)
  const { facts } = shown
  const start = useCallback(
    () => matching(rankAccounts(desk, query), filter, facts),
    // The index is the same object when accounts change: its version says that it is another one.
    // oxlint-disable-next-line react/exhaustive-deps
    [desk, query, filter, facts, version],
  )
  const { items, isWhole } = useGathered(start, `${filter}/${query}`)
  return {
    ...shown,
    rows: items,
    size: desk.vault.index.size,
    isPending: shown.isPending || (!isWhole && items.length === 0),
  }
}

/** Undefined for those that do not pass, so that looking at many of them can be interrupted. */
function* matching(
  rows: Iterable<AccountRow>,
  filter: AccountFilter,
  facts: FilterFacts,
): Generator<AccountRow | undefined> {
  for (const row of rows) yield passes(row, filter, facts) ? row : undefined
}
