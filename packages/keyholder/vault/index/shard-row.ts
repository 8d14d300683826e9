import { type CborKey, type CborValue, encodeCbor } from '@keyward/codec'
import { encodeShard, parseShard } from '../../accounts.ts'
import type { VaultPorts } from '../context.ts'
import { asList, asText, asUint, damaged, Fields, record } from '../rows/fields.ts'
import { shardKey } from '../rows/row-keys.ts'
import { openRow, sealRow } from '../rows/sealed-row.ts'
import type { Relation } from '../vault.ts'
import type { IndexedAccount } from './memory.ts'

const RELATIONS: readonly Relation[] = ['owner', 'manager', 'collaborator']

/** The accounts of one shard, by id. */
export type Shard = Map<string, IndexedAccount>

/** A shard as its row in the replica. */
export function sealShard(
  ports: VaultPorts,
  count: number,
  number: number,
  shard: ReadonlyMap<string, IndexedAccount>,
): Promise<Uint8Array> {
  const rows = new Map<CborKey, CborValue>()
  for (const { accountId, row } of shard.values())
    rows.set(accountId, [RELATIONS.indexOf(row.relation), row.isDeleted, row.stamp])
  const search = encodeShard([...shard.values()].flatMap(({ entry }) => entry ?? []))
  return sealRow(ports, 'index', shardKey(count, number), encodeCbor(record({ search, rows })))
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
): Promise<Shard> {
  const fields = Fields.parse(await openRow(ports, 'index', shardKey(count, number), sealed))
  const parsed = parseShard(fields.bytes('search'))
  if (parsed.kind === 'unreadable') throw damaged({ cause: parsed.error })
  const entries = new Map(parsed.content.map((entry) => [entry.accountId, entry]))
  const shard: Shard = new Map()
  for (const [key, value] of fields.map('rows')) {
    const accountId = asText(key)
    const [relation, isDeleted, stamp] = asList(value)
    const row = {
      relation: RELATIONS[asUint(relation)] ?? 'collaborator',
      isDeleted: isDeleted === true,
      stamp: asUint(stamp),
    }
    shard.set(accountId, { accountId, entry: entries.get(accountId), row })
  }
  return shard
}
