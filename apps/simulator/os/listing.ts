import type { IndexAccount, IndexEntry, Params } from '@keyward/channel'

/** What Keyward told the system to list. Only the system reads it, without opening anything. */
export interface Listing {
  /** 0 when nothing was listed yet. */
  readonly generation: number
  readonly accounts: readonly IndexAccount[]
  readonly entries: readonly IndexEntry[]
}

export const EMPTY_LISTING: Listing = { generation: 0, accounts: [], entries: [] }

/** The listing after `index.replace`, or undefined when it was to change another generation. */
export function replaceListing(
  listing: Listing,
  params: Params<'index.replace'>,
): Listing | undefined {
  const { generation, accounts, entries, after, removed } = params
  if (after === undefined) return { generation, accounts, entries }
  if (after !== listing.generation) return undefined
  const goneAccounts = new Set([
    ...(removed?.accounts ?? []),
    ...accounts.map(({ accountId }) => accountId),
  ])
  const goneEntries = new Set([
    ...(removed?.entries ?? []),
    ...entries.map(({ credentialId }) => credentialId),
  ])
  return {
    generation,
    accounts: [
      ...listing.accounts.filter(({ accountId }) => !goneAccounts.has(accountId)),
      ...accounts,
    ],
    entries: [
      ...listing.entries.filter(({ credentialId }) => !goneEntries.has(credentialId)),
      ...entries,
    ],
  }
}

/** The passkeys for an RP ID, of those that were asked for if any were; the last used one first. */
export function findEntries(
  listing: Listing,
  rpId: string,
  allowed: readonly string[],
): readonly IndexEntry[] {
  return listing.entries
    .filter((entry) => entry.rpId === rpId)
    .filter(({ credentialId }) => allowed.length === 0 || allowed.includes(credentialId))
    .toSorted((a, b) => b.lastUsedAt - a.lastUsedAt)
}
