import { decodeUtf8 } from '@keyward/codec'
import { encodeShard, parseShard, Segment } from '../../accounts.ts'
import type { VaultPorts } from '../context.ts'
import { asBytes, asList, asText, damaged } from '../rows/fields.ts'
import { shardKey } from '../rows/row-keys.ts'
import { openRow, sealRow } from '../rows/sealed-row.ts'
import type { IndexedAccount } from './memory.ts'
import { encodeMarks, MARK_LENGTH, ShardMarks } from './marks.ts'

/** The accounts of one shard, by id. */
export type Shard = Map<string, IndexedAccount>

/** A shard as it was stored: nothing of it is made into objects before it is asked for. */
export interface StoredShard {
  readonly segment: Segment
  readonly marks: ShardMarks
}

/** A shard as its row in the replica. */
export function sealShard(
  ports: VaultPorts,
  count: number,
  number: number,
  shard: ReadonlyMap<string, IndexedAccount>,
): Promise<Uint8Array> {
  const segment = Segment.of([...shard.values()].flatMap(({ entry }) => entry ?? []))
  const absent = [...shard.values()]
    .flatMap(({ accountId, entry }) => (entry === undefined ? [accountId] : []))
    .toSorted()
  const marks = [...segment.ids, ...absent].flatMap((accountId) => shard.get(accountId)?.row ?? [])
  const content = encodeShard(segment, { absent, marks: encodeMarks(marks) })
  return sealRow(ports, 'index', shardKey(count, number), content)
}

/**
 * Opens such a row.
 *
 * @throws {VaultError} or {KeyholderError} `replica.damaged`, when it has to be made again
 */
export async function openShard(
  ports: VaultPorts,
  count: number,
  number: number,
  sealed: Uint8Array,
): Promise<StoredShard> {
  const opened = await openRow(ports, 'index', shardKey(count, number), sealed)
  const parsed = parseShard(opened, decodeText)
  if (parsed.kind === 'unreadable') throw damaged({ cause: parsed.error })
  const { segment, beside } = parsed.content
  const absent = asList(beside.get('absent') ?? []).map(asText)
  const bytes = asBytes(beside.get('marks'))
  if (bytes.length !== (segment.size + absent.length) * MARK_LENGTH) throw damaged()
  return { segment, marks: new ShardMarks(segment, absent, bytes) }
}

/** Every account of a shard. */
export function accountsOf({ segment, marks }: StoredShard): Shard {
  const entries = new Map(segment.entries().map((entry) => [entry.accountId, entry]))
  return new Map(
    Array.from(marks.entries(), ([accountId, row]) => [
      accountId,
      { accountId, entry: entries.get(accountId), row },
    ]),
  )
}

/** Of a shard that is not there. */
export function emptyShard(): StoredShard {
  const segment = Segment.of([])
  return { segment, marks: new ShardMarks(segment, [], new Uint8Array()) }
}

/** Engines without a native decoder have one of their own. */
const native =
  typeof TextDecoder === 'undefined'
    ? undefined
    : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeText(bytes: Uint8Array): string {
  return native === undefined ? decodeUtf8(bytes) : native.decode(bytes)
}
