import { equalBytes } from '@keyward/codec'
import {
  type FileHead,
  LogError,
  type MembershipFold,
  parseSignedHead,
  type SignedHead,
  verifyFile,
} from '@keyward/log'
import { sha256 } from '@keyward/primitives/hash'
import {
  appendEntry,
  type DeviceId,
  foldChain,
  parseEntry,
  type WorkspaceState,
  WorkspaceError,
} from '@keyward/workspace/chain'
import type { ReplicaStore } from '../../replica.ts'
import { readState } from '../../sync/state.ts'

/** What a log was found to be. */
export interface VerifiedLog {
  readonly workspaceId: string
  readonly entries: number
  /** Whether it is the whole log up to its head, or some entries of it. */
  readonly isWhole: boolean
  /** What the server signed. */
  readonly head: SignedHead
  readonly logKey: Uint8Array
  /**
   * How it stands to the end of the log that this device has seen: `covered` when that is in it,
   * `older` when it ends before, `unknown` when this device has seen none of this workspace, or a
   * part of the log can't tell.
   */
  readonly seen: 'covered' | 'older' | 'unknown'
  /** How it stands to an earlier head that was given; undefined when none was. */
  readonly given: 'covered' | 'older' | 'unknown' | undefined
  /**
   * Whose membership chain says which devices there are: one that this device knows, as far as it
   * goes, or only what the file says itself.
   */
  readonly membership: 'known' | 'of-the-file'
  /** Whether this device knows the key by which the head is signed: `new` when it knows another. */
  readonly key: 'known' | 'new' | 'unknown'
}

/**
 * Verifies an exported log, without the server and without unlocking: as `verifyFile`, and that its
 * membership chain and its history are those that this device has seen, if it is a device of that
 * workspace.
 *
 * @param earlier the head of an earlier export, which the log has to go on from
 * @throws {LogError} with the rule that refused, and the line
 * @throws {KeyholderError} `replica.*`
 */
export async function verifyActivity(
  replica: ReplicaStore,
  lines: Iterable<string>,
  {
    earlier,
    told = () => {},
  }: { readonly earlier?: FileHead; readonly told?: (entries: number) => void } = {},
): Promise<VerifiedLog> {
  const rows = (await replica.list('chain')).map(({ value }) => value)
  const { signedHead, logKey } = (await readState(replica)).state
  const remembered = signedHead === undefined ? undefined : parseSignedHead(signedHead)
  const own = new OwnChain(rows)
  const verified = await verifyFile(lines, {
    membership: (workspaceId) => foldInFile(workspaceId, own),
    earlier: (workspaceId) =>
      [remembered, earlier?.head].flatMap((head) =>
        head === undefined || (head === remembered && head.workspaceId !== workspaceId)
          ? []
          : [head],
      ),
    told,
  })
  if (earlier !== undefined && !equalBytes(earlier.logKey, verified.logKey))
    throw new LogError('log.head-key', 'The earlier head is signed by another key than this log.')
  const isOwn = own.workspaceId === verified.workspaceId
  const isSeen = isOwn && remembered !== undefined && remembered.sequence > 0
  const { earlier: found, ...rest } = verified
  return {
    ...rest,
    seen: isSeen ? (found[0] ?? 'unknown') : 'unknown',
    given: earlier === undefined ? undefined : found.at(-1),
    membership: isOwn ? 'known' : 'of-the-file',
    key: !isOwn || logKey === undefined ? 'unknown' : keyState(logKey, verified.logKey),
  }
}

function keyState(known: Uint8Array, named: Uint8Array): 'known' | 'new' {
  return equalBytes(known, named) ? 'known' : 'new'
}

/** The membership chain that this device has, which may be none. */
class OwnChain {
  readonly workspaceId: string | undefined
  readonly #hashes: readonly Uint8Array[]

  constructor(entries: readonly Uint8Array[]) {
    const [first] = entries
    this.workspaceId = first === undefined ? undefined : foldChain([parseEntry(first)]).workspaceId
    this.#hashes = entries.map((bytes) => sha256(bytes))
  }

  /** Whether this device knows another entry at this place. */
  contradicts(sequence: number, entry: Uint8Array): boolean {
    const known = this.#hashes[sequence]
    return known !== undefined && !equalBytes(known, sha256(entry))
  }
}

function foldInFile(workspaceId: string, own: OwnChain): MembershipFold {
  let state: WorkspaceState | undefined
  let count = 0
  return {
    take(bytes) {
      if (own.workspaceId === workspaceId && own.contradicts(count, bytes))
        throw new LogError('log.file', 'This device knows another membership chain.')
      state = foldOn(state, bytes)
      count += 1
      if (state.workspaceId !== workspaceId)
        throw new LogError('log.workspace', 'The membership chain is of another workspace.')
    },
    devices(memberId, deviceId) {
      const device = state?.devices.get(deviceId as DeviceId)
      return device?.memberId === memberId ? device.signing : undefined
    },
  }
}

function foldOn(state: WorkspaceState | undefined, bytes: Uint8Array): WorkspaceState {
  try {
    const entry = parseEntry(bytes)
    return state === undefined ? foldChain([entry]) : appendEntry(state, entry)
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    const message = `The entry of the membership chain is not valid: ${error.message}`
    throw new LogError('log.file', message, { cause: error })
  }
}
