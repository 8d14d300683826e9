import { equalBytes } from '@keyward/codec'
import {
  appendEntry,
  encodeEntry,
  foldChain,
  parseEntry,
  type SignedEntry,
  WorkspaceError,
} from '@keyward/workspace/chain'
import { sha256 } from '@keyward/primitives/hash'
import { decodeBase64url } from '@keyward/codec'
import type { Head } from '@keyward/protocol'
import { KeyholderError, type KeyholderRule } from '../error.ts'
import type { MembershipEvidence } from './evidence.ts'
import type { Folded } from './snapshot.ts'

/** Why a received chain is not believed. */
export class ChainRefused extends KeyholderError {
  /** What to keep; undefined when it shows no lie, such as an entry of a newer version. */
  readonly evidence: Omit<MembershipEvidence, 'at'> | undefined

  constructor(
    rule: KeyholderRule,
    message: string,
    evidence: Omit<MembershipEvidence, 'at'> | undefined,
    cause?: unknown,
  ) {
    super(rule, message, cause === undefined ? {} : { cause })
    this.evidence = evidence
  }
}

/** New entries as they are stored, and what the chain comes to with them. */
export interface Advance {
  readonly folded: Folded
  readonly added: readonly { readonly sequence: number; readonly bytes: Uint8Array }[]
}

/**
 * Folds received entries on. Those that are known have to be the same; the others have to follow,
 * and the rules have to allow each.
 *
 * @param head where the server says that its chain ends
 * @throws {ChainRefused} `membership.forked`, `membership.rolled-back`, `membership.refused`,
 *   `membership.other-workspace`
 */
export function advance(
  known: Folded,
  received: readonly Uint8Array[],
  head: Head | undefined,
): Advance {
  let state = known.state
  const hashes = [...known.hashes]
  const added: { sequence: number; bytes: Uint8Array }[] = []
  for (const bytes of received) {
    const entry = parsed(bytes, known)
    const hash = hashes[entry.sequence]
    if (hash !== undefined) {
      if (!equalBytes(hash, sha256(bytes))) throw forked(known, bytes)
      continue
    }
    try {
      state = appendEntry(state, entry)
    } catch (error) {
      throw refusedEntry(error, state.head.entry, bytes)
    }
    hashes.push(state.head.hash)
    added.push({ sequence: entry.sequence, bytes })
  }
  if (head !== undefined) checkHead(known, hashes, head, received.at(-1) ?? null)
  return { folded: { state, hashes }, added }
}

/**
 * Folds a whole chain that this device sees for the first time.
 *
 * @throws {ChainRefused} `membership.refused`
 */
export function foldWhole(received: readonly Uint8Array[]): Folded {
  try {
    const entries = received.map((bytes) => parseEntry(bytes))
    const state = foldChain(entries)
    return { state, hashes: received.map((bytes) => sha256(bytes)) }
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    throw new ChainRefused('membership.refused', refusedMessage(error), undefined, error)
  }
}

function parsed(bytes: Uint8Array, known: Folded): SignedEntry {
  try {
    return parseEntry(bytes)
  } catch (error) {
    throw refusedEntry(error, known.state.head.entry, bytes)
  }
}

function refusedEntry(error: unknown, last: SignedEntry, bytes: Uint8Array): unknown {
  if (!(error instanceof WorkspaceError)) return error
  const remembered = encodeEntry(last)
  if (error.rule === 'chain.workspace')
    return new ChainRefused(
      'membership.other-workspace',
      'The server sent an entry of another workspace.',
      { rule: 'membership.refused', detail: error.rule, remembered, received: bytes },
      error,
    )
  if (error.rule === 'chain.previous-hash')
    return new ChainRefused(
      'membership.forked',
      FORKED,
      { rule: 'membership.forked', detail: error.rule, remembered, received: bytes },
      error,
    )
  // A newer version of Keyward may know these: nobody lied.
  const isNewer = error.rule === 'entry.version' || error.rule === 'entry.kind'
  const evidence = {
    rule: 'membership.refused',
    detail: error.rule,
    remembered,
    received: bytes,
  } as const
  return new ChainRefused(
    'membership.refused',
    refusedMessage(error),
    isNewer ? undefined : evidence,
    error,
  )
}

const FORKED =
  'The server shows another history of the workspace than this device has seen. ' +
  'Nothing is written until somebody has looked into it.'

function forked(known: Folded, received: Uint8Array | null): ChainRefused {
  const remembered = encodeEntry(known.state.head.entry)
  return new ChainRefused('membership.forked', FORKED, {
    rule: 'membership.forked',
    detail: null,
    remembered,
    received,
  })
}

/** A head that is behind what was known before is a rollback, one that differs a fork. */
function checkHead(
  known: Folded,
  hashes: readonly Uint8Array[],
  head: Head,
  received: Uint8Array | null,
): void {
  if (head.sequence < known.state.head.sequence)
    throw new ChainRefused(
      'membership.rolled-back',
      'The server shows an older state of the workspace than this device has seen. ' +
        'Nothing is written until somebody has looked into it.',
      {
        rule: 'membership.rolled-back',
        detail: null,
        remembered: encodeEntry(known.state.head.entry),
        received,
      },
    )
  const hash = hashes[head.sequence]
  if (hash !== undefined && !equalBytes(hash, decodeBase64url(head.hash)))
    throw forked(known, received)
}

function refusedMessage(error: WorkspaceError): string {
  return `An entry of the membership chain is not valid: ${error.message}`
}
