/** The keys of rows in the replica, in one place: they are part of its stored format. */

/** In `lists`: one version of an account's access list. */
export function listKey(accountId: string, version: number): string {
  return `${accountId}/${String(version).padStart(8, '0')}`
}

/** In `lists`: below all versions of an account. */
export function listsBefore(accountId: string): string {
  return `${accountId}/`
}

/** In `writes`: the latest verified write of a compartment. */
export function writeKey(accountId: string, compartment: 'profile' | 'secrets'): string {
  return `${accountId}/${compartment}`
}

/** In `writes`: what this device has verified of the account, sealed. */
export function knownKey(accountId: string): string {
  return `${accountId}/known`
}

const OPENED = 'opened/'

/** In `keys`: the opened keys, wrapped again under the account key. */
export function openedKey(accountId: string): string {
  return `${OPENED}${accountId}`
}

/** In `keys`: below the opened keys of all accounts. */
export const ALL_OPENED = OPENED

/** The account whose opened keys lie in this row of `keys`; undefined for other rows. */
export function openedAccount(key: string): string | undefined {
  return key.startsWith(OPENED) ? key.slice(OPENED.length) : undefined
}

/** In `keys`: the member's own keys as the newest list grants them. */
export function wrappedKey(accountId: string): string {
  return `wrapped/${accountId}`
}

/** In `index`: how many shards there are. */
export const SHAPE_KEY = 'shape'

/** In `index`: one shard of so many. */
export function shardKey(count: number, shard: number): string {
  return `${String(count).padStart(6, '0')}/${String(shard).padStart(6, '0')}`
}

/** In `apart`: what came of an account and was refused. */
export function apartKey(accountId: string, what: string): string {
  return `${accountId}/${what}`
}

/** In `activity`: what this device did, in the order of time. */
export function activityKey(at: number, statementId: string): string {
  return `${String(at).padStart(16, '0')}/${statementId}`
}

/** In `meta`: how far claims have been sent again under the newest index key. */
export const CLAIMS_KEY = 'claims'
