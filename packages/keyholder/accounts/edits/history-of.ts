import type { Secret } from '../content/secret.ts'
import type { AccountContent, HistoryEntry } from '../content/types.ts'
import { compareStamps } from '../merge/order.ts'

/** A replaced value, and the compartment it is kept in; those of the secrets are secrets. */
export type HistoryItem =
  | ({ readonly compartment: 'profile' } & HistoryEntry<string>)
  | ({ readonly compartment: 'secrets' } & HistoryEntry<Secret<string>>)

/** What an account's fields held before, the latest value first. */
export function historyOf({ profile, secrets }: AccountContent): HistoryItem[] {
  const items: HistoryItem[] = [
    ...profile.history.map((entry) => ({ compartment: 'profile' as const, ...entry })),
    ...secrets.history.map((entry) => ({ compartment: 'secrets' as const, ...entry })),
  ]
  return items.toSorted((a, b) => compareStamps(b, a))
}
