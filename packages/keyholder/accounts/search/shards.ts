import { type CborValue, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { malformed } from '../content/members.ts'
import { type Readable, readVersion1, type Unreadable } from '../content/readable.ts'
import type { SearchEntry } from './entry.ts'

/** How many accounts a shard has on average, before their number is doubled. */
const ACCOUNTS_PER_SHARD = 128

/**
 * How many shards so many accounts are kept in: a power of two, so that doubling it splits each
 * shard in two and moves nothing else.
 */
export function shardCount(accounts: number): number {
  let count = 1
  while (count * ACCOUNTS_PER_SHARD < accounts) count *= 2
  return count
}

/** Which of `count` shards an account is kept in: always the same for the same account id. */
export function shardOf(accountId: string, count: number): number {
  // FNV-1a with 32 bits; it spreads ids, and keeps no secret.
  let hash = 0x811c9dc5
  for (const byte of encodeUtf8(accountId)) hash = Math.imul(hash ^ byte, 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % count
}

/** Encodes the entries of one shard, format version 1, in the clear: seal them. */
export function encodeShard(entries: Iterable<SearchEntry>): Uint8Array {
  const map = new Map<string, CborValue>()
  for (const { accountId, appName, username, displayName, labels, rpIds, passkeys } of entries)
    map.set(accountId, [appName, username, displayName, labels, rpIds, passkeys])
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['entries', map],
    ]),
  )
}

/** Reads a shard. Never throws: one that can't be read is made again from the profiles. */
export function parseShard(bytes: Uint8Array): Readable<SearchEntry[]> | Unreadable {
  return readVersion1(bytes, 'shard', (members) =>
    Array.from(members.map('entries'), ([accountId, value]) => {
      if (typeof accountId !== 'string' || !Array.isArray(value))
        throw malformed('an entry of the shard is no list')
      const [appName, username, displayName, labels, rpIds, passkeys] = value as CborValue[]
      if (typeof passkeys !== 'number' || passkeys < 0)
        throw malformed('an entry of the shard has no number of passkeys')
      return {
        accountId,
        appName: asText(appName),
        username: asText(username),
        displayName: asText(displayName),
        labels: asTexts(labels),
        rpIds: asTexts(rpIds),
        passkeys,
      }
    }),
  )
}

function asText(value: CborValue | undefined): string {
  if (typeof value !== 'string') throw malformed('a text was expected')
  return value
}

function asTexts(value: CborValue | undefined): string[] {
  if (!Array.isArray(value)) throw malformed('a list of texts was expected')
  return (value as readonly CborValue[]).map(asText)
}
