import type { AccountRow, Attention } from '@keyward/keyholder/commands'

/** Which accounts the list shows, as it stands in the address. */
export const ACCOUNT_FILTERS = ['all', 'passkey', 'could-have', 'shared', 'attention'] as const

type NamedFilter = (typeof ACCOUNT_FILTERS)[number]

/** A filter with a name of its own, or the accounts of one collection. */
export type AccountFilter = NamedFilter | `in:${string}`

/** The filter that shows the accounts of a collection. */
export function inCollection(collectionId: string): AccountFilter {
  return `in:${collectionId}`
}

export function isNamed(filter: AccountFilter): filter is NamedFilter {
  return !filter.startsWith('in:')
}

/** Which collection a filter shows; undefined for another filter. */
export function collectionIn(filter: AccountFilter): string | undefined {
  return isNamed(filter) ? undefined : filter.slice(3)
}

/** Why a row is marked. */
export type RowNeed = Attention | 'passkey-quarantined'

/** Reads a filter from the address; what is none shows all. Never throws. */
export function parseFilter(value: unknown): AccountFilter {
  if (typeof value === 'string' && value.startsWith('in:')) return inCollection(value.slice(3))
  return ACCOUNT_FILTERS.find((filter) => filter === value) ?? 'all'
}

/** What a filter looks at besides the accounts themselves. */
export interface FilterFacts {
  readonly needs: ReadonlyMap<string, readonly Attention[]>
  /** Accounts that somebody else has shared with this member, by id. */
  readonly shared: ReadonlySet<string>
  /** Whether an app of these RP IDs supports passkeys. */
  readonly supportsPasskeys: (rpIds: readonly string[]) => boolean
}

/** Whether a filter shows an account. */
export function passes(row: AccountRow, filter: AccountFilter, facts: FilterFacts): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'passkey':
      return row.passkeys > 0
    case 'could-have':
      return row.passkeys === 0 && row.relation === 'owner' && facts.supportsPasskeys(row.rpIds)
    case 'shared':
      return row.relation !== 'owner' || facts.shared.has(row.accountId)
    case 'attention':
      return needOf(row, facts.needs) !== undefined
    default:
      return row.collections?.includes(filter.slice(3)) === true
  }
}

/** What a row needs attention for, the most pressing. */
export function needOf(
  { accountId, quarantined }: AccountRow,
  needs: FilterFacts['needs'],
): RowNeed | undefined {
  return (
    needs.get(accountId)?.[0] ?? (quarantined === undefined ? undefined : 'passkey-quarantined')
  )
}
