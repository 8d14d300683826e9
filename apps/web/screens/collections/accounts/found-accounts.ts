import type { CollectionView } from '@keyward/keyholder/commands'

type Mine = CollectionView['mine']

/** What a list of accounts shows of those that fit a search. */
export interface FoundAccounts {
  readonly shown: Mine
  /** How many fit besides. */
  readonly more: number
}

const MOST_SHOWN = 50

/** The accounts whose name or username has every word of the query, with those that are chosen. */
export function foundAccounts(
  mine: Mine,
  query: string,
  chosen: ReadonlySet<string>,
): FoundAccounts {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ appName, username }: Mine[number]): boolean => {
    const text = `${appName} ${username}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const found = mine.filter((account) => chosen.has(account.accountId) || fits(account))
  if (found.length <= MOST_SHOWN) return { shown: found, more: 0 }
  // What is chosen stays in sight, however far down it stands.
  const others = found.filter(({ accountId }) => !chosen.has(accountId)).slice(0, MOST_SHOWN)
  const kept = new Set([...chosen, ...others.map(({ accountId }) => accountId)])
  const shown = found.filter(({ accountId }) => kept.has(accountId))
  return { shown, more: found.length - shown.length }
}
