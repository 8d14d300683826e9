import { collectionIdsOf } from '../content/collections.ts'
import { isRemoved, membersOf } from '../content/stamped.ts'
import { passkeyStatus, type Profile } from '../content/types.ts'
import { rpIdsOf } from '../claims.ts'

/** What the index knows of one account: enough to list, find and offer it without opening it. */
export interface SearchEntry {
  readonly accountId: string
  readonly appName: string
  readonly username: string
  readonly displayName: string
  readonly labels: readonly string[]
  /** RP IDs of the account and of its passkeys. */
  readonly rpIds: readonly string[]
  /** How many passkeys are active. */
  readonly passkeys: number
  /** How many passkeys are set apart because their app no longer knows them; left out for none. */
  readonly quarantined?: number
  /** The collections that it is in, by id; left out for none. */
  readonly collections?: readonly string[]
}

/**
 * The index entry of an account; undefined for a deleted one, which is not found, and for what is no
 * account: whatever lists or finds accounts goes by these entries.
 */
export function searchEntryOf(accountId: string, profile: Profile): SearchEntry | undefined {
  if (isRemoved(profile) || profile.kind !== '') return undefined
  const statuses = Array.from(profile.passkeys.values(), passkeyStatus)
  const quarantined = statuses.filter((status) => status === 'quarantined').length
  const collections = collectionIdsOf(profile)
  return {
    accountId,
    appName: profile.appName.value,
    username: profile.username.value,
    displayName: profile.displayName.value,
    labels: membersOf(profile.labels),
    rpIds: rpIdsOf(profile),
    passkeys: statuses.filter((status) => status === 'active').length,
    ...(quarantined === 0 ? {} : { quarantined }),
    ...(collections.length === 0 ? {} : { collections }),
  }
}
