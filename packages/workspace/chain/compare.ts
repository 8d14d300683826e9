import { equalBytes } from '@keyward/codec'
import type { SignedEntry } from './entry.ts'
import { hashEntry } from './hash.ts'
import type { ChainHead } from './state.ts'

/** Two entries that can't both be right: what was seen before, and what stands there now. */
export interface ChainEvidence {
  readonly remembered: SignedEntry
  /** On a fork the entry with the same sequence; on a rollback the last one received, if any. */
  readonly received: SignedEntry | null
}

export type ChainComparison =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'extends' }
  | { readonly outcome: 'rolled-back'; readonly evidence: ChainEvidence }
  | { readonly outcome: 'forked'; readonly evidence: ChainEvidence }

/**
 * How a received chain, whole and folded without error, stands to the head that was remembered. On
 * `rolled-back` and `forked` nothing of it may be believed or written to, and the evidence is to be
 * shown. A chain that is shorter than what was seen counts as rolled back even if it differs too.
 */
export function compareChain(
  remembered: ChainHead,
  received: readonly SignedEntry[],
): ChainComparison {
  const last = received.at(-1) ?? null
  if (last === null || last.sequence < remembered.sequence) {
    return {
      outcome: 'rolled-back',
      evidence: { remembered: remembered.entry, received: last },
    }
  }
  const found = received.find((entry) => entry.sequence === remembered.sequence) ?? null
  if (found === null || !equalBytes(hashEntry(found), remembered.hash)) {
    return { outcome: 'forked', evidence: { remembered: remembered.entry, received: found } }
  }
  return { outcome: last === found ? 'same' : 'extends' }
}
