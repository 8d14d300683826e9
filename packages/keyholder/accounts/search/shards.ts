import { type CborValue, decodeUtf8, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { malformed } from '../content/members.ts'
import { type Readable, readVersion, type Unreadable } from '../content/readable.ts'
import type { Rest } from '../content/stamped.ts'
import { decodeHashes, encodeHashes, hashOf } from './hash.ts'
import { COLUMNS } from './lines.ts'
import { Segment } from './segment.ts'

/** How many accounts a shard has on average, before their number is doubled. */
const ACCOUNTS_PER_SHARD = 128

const VERSION = 2
const COLUMN_END = '\f'
/** What a sealed shard can hold at most, so that it can't have more entries. */
const MOST_BYTES = 16 * 1024 * 1024

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
  return hashOf(accountId) % count
}

/**
 * Encodes the entries of one shard, format version 2, in the clear: seal them. Their columns lie in
 * one text, as they are searched; hashes of their RP IDs say where one need not be looked for.
 *
 * @param beside what else is kept with them, under names of its own
 */
export function encodeShard(
  { size, columns, rpIdHashes }: Segment,
  beside: Readonly<Record<string, CborValue>> = {},
): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ...Object.entries(beside),
      ['v', VERSION],
      ['size', size],
      ['rpIdHashes', encodeHashes(rpIdHashes)],
      ['text', encodeUtf8(columns.join(COLUMN_END))],
    ]),
  )
}

/** A shard that was read. */
export interface ParsedShard {
  readonly segment: Segment
  /** What was kept with it; what was empty is not there. */
  readonly beside: Rest
}

/**
 * Reads a shard. Never throws: one that can't be read is made again from the profiles. What is
 * between the ends of lines is read when it is asked for, and any text can be: what it lacks is empty.
 *
 * @param decodeText UTF-8 to text, refusing what is malformed by throwing; a native one is much faster
 */
export function parseShard(
  bytes: Uint8Array,
  decodeText: (bytes: Uint8Array) => string = decodeUtf8,
): Readable<ParsedShard> | Unreadable {
  return readVersion(VERSION, bytes, 'shard', (members) => {
    const size = members.integer('size', 0, MOST_BYTES, 0)
    const encoded = members.bytes('text', 0, MOST_BYTES)
    const columns = textOf(encoded, decodeText).split(COLUMN_END)
    if (columns.length !== COLUMNS) throw malformed('the shard has another number of columns')
    // Each line but the first takes a byte at least.
    if (size > encoded.length + 1) throw malformed('the shard has fewer lines than entries')
    const rpIdHashes = decodeHashes(members.bytes('rpIdHashes', 0, MOST_BYTES))
    return { segment: new Segment(size, columns, rpIdHashes), beside: members.rest() }
  })
}

function textOf(bytes: Uint8Array, decodeText: (bytes: Uint8Array) => string): string {
  try {
    return decodeText(bytes)
  } catch {
    throw malformed('the shard is no text')
  }
}
