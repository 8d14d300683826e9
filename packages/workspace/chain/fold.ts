import { equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { WorkspaceError } from '../error.ts'
import { DEFAULT_POLICIES } from '../rules/policies.ts'
import { applyBody } from './apply.ts'
import { addMember } from './apply-members.ts'
import { authorOf } from './author.ts'
import { encodeEntry, parseEntry } from './encode.ts'
import type { SignedEntry } from './entry.ts'
import { isSignedBy } from './sign.ts'
import { type Draft, draftOf, type WorkspaceState } from './state.ts'

/**
 * How far an entry's time may lie before that of the entry it follows. Order comes from sequence
 * and hash alone, and the time is there for people to read: the clocks of two honest devices differ,
 * so an hour is let pass, but nobody back-dates what they did.
 */
const MAX_CLOCK_SKEW_MS = 3_600_000

/**
 * What a whole chain says about its workspace, every entry checked as in `appendEntry`. Server and
 * clients run this very function.
 *
 * @throws {WorkspaceError} `chain.empty`, `chain.genesis` when the first entry does not create a
 *   workspace, and as `appendEntry`
 */
export function foldChain(entries: readonly SignedEntry[]): WorkspaceState {
  const [first, ...rest] = entries
  if (first === undefined) throw new WorkspaceError('chain.empty', 'The chain has no entries.')
  const draft = begin(first)
  for (const entry of rest) advance(draft, entry)
  return draft
}

/**
 * The state after one more entry; the state given is left as it was.
 *
 * Checked are the entry's form, workspace, sequence, previous hash and time; that a key of the
 * author signed it, which belongs to the author at this point of the chain; and that the rules
 * allow it.
 *
 * @throws {WorkspaceError} `entry.*`, `chain.*`, `author.*`, a rule of `may`, or `member.*`,
 *   `device.*`, `team.*`, `key.*`, `invitation.reused` when it can't be done
 */
export function appendEntry(state: WorkspaceState, entry: SignedEntry): WorkspaceState {
  const draft = draftOf(state)
  advance(draft, entry)
  return draft
}

function begin(received: SignedEntry): Draft {
  const { entry, hash } = normal(received)
  const { body, author: memberId } = entry
  if (body.kind !== 'workspace-created') {
    throw new WorkspaceError('chain.genesis', 'A chain begins with the creation of the workspace.')
  }
  checkPlace(entry, 0, new Uint8Array(32))
  if (entry.device !== body.device.deviceId) {
    throw new WorkspaceError(
      'author.device',
      'The first entry is signed by the device that it names.',
    )
  }
  if (!isSignedBy(body.device.signing, entry)) {
    throw new WorkspaceError('author.signature', "The author's key did not sign this entry.")
  }
  const draft: Draft = {
    workspaceId: entry.workspaceId,
    genesisHash: hash,
    head: { sequence: 0, hash, entry },
    name: body.name,
    ownerId: memberId,
    policies: DEFAULT_POLICIES,
    members: new Map(),
    formerMembers: new Map(),
    devices: new Map(),
    teams: new Map(),
    formerTeams: new Set(),
    invitations: new Set(),
    signingKeys: new Set(),
  }
  const { ownerName: name, keys } = body
  addMember(draft, { memberId, kind: 'person', name, role: 'owner', keys }, body.device)
  return draft
}

function advance(draft: Draft, received: SignedEntry): void {
  const { entry, hash } = normal(received)
  if (entry.workspaceId !== draft.workspaceId) {
    throw new WorkspaceError('chain.workspace', 'The entry is of another workspace.')
  }
  checkPlace(entry, draft.head.sequence + 1, draft.head.hash)
  if (entry.time < draft.head.entry.time - MAX_CLOCK_SKEW_MS) {
    throw new WorkspaceError('chain.time', 'The entry is dated long before the one it follows.')
  }
  const author = authorOf(draft, entry)
  draft.head = { sequence: entry.sequence, hash, entry }
  applyBody(draft, author, entry.body)
}

function checkPlace(entry: SignedEntry, sequence: number, prevHash: Uint8Array): void {
  if (entry.sequence !== sequence) {
    throw new WorkspaceError('chain.sequence', `Entry ${sequence} has to come next.`)
  }
  if (!equalBytes(entry.prevHash, prevHash)) {
    throw new WorkspaceError('chain.previous-hash', 'The entry follows another history.')
  }
}

/** The entry as its bytes say, so that nothing counts that was not signed and can't be sent on. */
function normal(received: SignedEntry): { entry: SignedEntry; hash: Uint8Array } {
  const encoded = encodeEntry(received)
  return { entry: parseEntry(encoded), hash: sha256(encoded) }
}
