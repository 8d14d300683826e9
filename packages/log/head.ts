import { encodeCbor, equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { LogError } from './error.ts'
import { id } from './fields.ts'
import { GENESIS } from './labels.ts'

/** How far a log goes: its last entry, by number and hash. */
export interface ActivityHead {
  readonly workspaceId: string
  /** Of the last entry; 0 before the first. */
  readonly sequence: number
  /** `hashActivity` of the last entry, 32 bytes. */
  readonly hash: Uint8Array
}

/**
 * The head of a log that has no entries yet. Its hash is that of the workspace's id, so that no
 * entry fits into the log of another workspace.
 *
 * @throws {LogError} `log.malformed` when the id is none
 */
export function genesisHead(workspaceId: string): ActivityHead {
  const hash = sha256(encodeCbor([GENESIS, id.encode(workspaceId)]))
  return { workspaceId, sequence: 0, hash }
}

/**
 * - `same`: nothing happened since.
 * - `ahead`: what was received is longer. Whether it goes on from what is remembered, only
 *   `verifyActivity` from there over the entries between can tell.
 * - `rolled-back`: it is shorter than what was seen before.
 * - `forked`: it is as long, and another history.
 */
export type HeadComparison = 'same' | 'ahead' | 'rolled-back' | 'forked'

/**
 * How a received head stands to the one that was remembered. On `rolled-back` and `forked` the log
 * is not to be believed.
 *
 * @throws {LogError} `log.workspace` when the two are not of one workspace
 */
export function compareHeads(remembered: ActivityHead, received: ActivityHead): HeadComparison {
  if (remembered.workspaceId !== received.workspaceId) {
    throw new LogError('log.workspace', 'The two heads are of different workspaces.')
  }
  if (received.sequence > remembered.sequence) return 'ahead'
  if (received.sequence < remembered.sequence) return 'rolled-back'
  return equalBytes(remembered.hash, received.hash) ? 'same' : 'forked'
}
