import { equalBytes } from '@keyward/codec'
import { encodeEntry, type WorkspaceId } from '@keyward/workspace/chain'
import { ChainRefused } from './fold.ts'
import type { Folded } from './snapshot.ts'

/** Which chain is to be believed: hashes of 32 bytes; the head's entries are counted from 1. */
export interface BelievedChain {
  readonly genesisHash: Uint8Array
  readonly head: { readonly sequence: number; readonly hash: Uint8Array }
}

/**
 * Holds a chain to what one of the member's devices believed before.
 *
 * @throws {ChainRefused} `membership.other-workspace`, `membership.rolled-back` for a chain that ends
 *   before the head, `membership.forked` for one that does not contain it
 */
export function checkBelieved(
  workspaceId: WorkspaceId,
  { state, hashes }: Folded,
  believed: BelievedChain,
): void {
  const { genesisHash, head } = believed
  const last = encodeEntry(state.head.entry)
  if (state.workspaceId !== workspaceId || !equalBytes(state.genesisHash, genesisHash))
    throw new ChainRefused(
      'membership.other-workspace',
      'The server shows another workspace than the one that was signed in to.',
      { rule: 'membership.forked', detail: 'chain.workspace', remembered: last, received: null },
    )
  const hash = hashes[head.sequence - 1]
  if (hash !== undefined && equalBytes(hash, head.hash)) return
  const rule = hash === undefined ? 'membership.rolled-back' : 'membership.forked'
  const what = hash === undefined ? 'an older state' : 'another history'
  throw new ChainRefused(
    rule,
    `The server shows ${what} of the workspace than your other devices have seen.`,
    { rule, detail: null, remembered: last, received: null },
  )
}
