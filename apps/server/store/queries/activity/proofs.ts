import {
  EMPTY_ROOT,
  planConsistency,
  planInclusion,
  planRoot,
  type ProofPlan,
  proofOf,
  type TreeNode,
} from '@keyward/log'
import type { Tx } from '../../database.ts'
import { StoreError } from '../../store.ts'
import { chunksOf } from '../chunks.ts'
import { headOfActivity } from './head.ts'
import { hashesIn } from './peaks.ts'

/**
 * That each of the entries is in the log of so many entries, in their order.
 *
 * @throws {StoreError} `not_found` for a log or an entry that is not there
 */
export async function inclusionProofs(
  tx: Tx,
  workspaceId: string,
  sequences: readonly number[],
  size: number,
): Promise<readonly (readonly Uint8Array[])[]> {
  const head = await headOfActivity(tx, workspaceId)
  const isThere = size <= head.sequence && sequences.every((one) => one >= 1 && one <= size)
  if (!isThere) throw unknown()
  const plans = sequences.map((sequence) => planInclusion(sequence - 1, size))
  return proofsOf(tx, workspaceId, plans)
}

/**
 * That the log of `size` entries begins with that of `first`.
 *
 * @throws {StoreError} `not_found` for a log that is not there
 */
export async function consistencyProof(
  tx: Tx,
  workspaceId: string,
  first: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  const head = await headOfActivity(tx, workspaceId)
  if (first > size || size > head.sequence) throw unknown()
  const [proof = []] = await proofsOf(tx, workspaceId, [planConsistency(first, size)])
  return proof
}

/**
 * The root of the tree over the first so many entries.
 *
 * @throws {StoreError} `not_found` for a log that is not there
 */
export async function rootAt(tx: Tx, workspaceId: string, size: number): Promise<Uint8Array> {
  const head = await headOfActivity(tx, workspaceId)
  if (size > head.sequence) throw unknown()
  if (size === 0) return EMPTY_ROOT
  const [[root] = []] = await proofsOf(tx, workspaceId, [planRoot(size)])
  if (root === undefined) throw unknown()
  return root
}

async function proofsOf(
  tx: Tx,
  workspaceId: string,
  plans: readonly ProofPlan[],
): Promise<readonly (readonly Uint8Array[])[]> {
  const sequences = [...new Set(plans.flat(2).map(lastOf))]
  const completed = new Map<number, readonly Uint8Array[]>()
  for (const chunk of chunksOf(sequences, 1000)) {
    const rows = await tx
      .selectFrom('activity')
      .select(['sequence', 'completed'])
      .where('workspace_id', '=', workspaceId)
      .where('sequence', 'in', chunk)
      .execute()
    for (const row of rows) completed.set(row.sequence, hashesIn(row.completed ?? NONE))
  }
  return plans.map((plan) =>
    proofOf(plan, (node) => {
      const hash = completed.get(lastOf(node))?.[node.level]
      if (hash === undefined) throw unknown()
      return hash
    }),
  )
}

const NONE = new Uint8Array()

/** The entry that completed the subtree. */
function lastOf({ level, index }: TreeNode): number {
  return (index + 1) * 2 ** level
}

function unknown(): StoreError {
  return new StoreError('not_found', 'The log has no such entry.')
}
