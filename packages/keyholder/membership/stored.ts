import { CodecError, equalBytes } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import { sha256 } from '@keyward/primitives/hash'
import { openLocal, sealLocal, VaultError } from '@keyward/vault/local'
import { type MemberId, type WorkspaceId, WorkspaceError } from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'
import type { Change, ReplicaStore } from '../replica/port.ts'
import { advance, foldWhole } from './fold.ts'
import { encodeSnapshot, type Folded, parseSnapshot } from './snapshot.ts'

/** How many entries are folded again at most when the vault is unlocked: 3 ms each. */
const ENTRIES_PER_SNAPSHOT = 32
const SNAPSHOT = 'membership'

/** What the stored chain is sealed and found by. */
export interface StoredPorts {
  readonly replica: ReplicaStore
  readonly aead: Aead
  readonly random: Random
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly replicaKey: AeadKey
}

/** An entry's row: keys in order are sequences in order. */
export function chainRow(entry: { readonly sequence: number; readonly bytes: Uint8Array }): Change {
  return { collection: 'chain', key: chainKey(entry.sequence), value: entry.bytes }
}

/** The chain's rows and its snapshot, for the first batch of a new device. */
export async function chainRows(
  ports: Omit<StoredPorts, 'replica'>,
  entries: readonly Uint8Array[],
  folded: Folded,
): Promise<readonly Change[]> {
  const rows = entries.map((bytes, sequence) => chainRow({ sequence, bytes }))
  return [...rows, ...(await snapshotRow(ports, folded))]
}

/** Whether enough entries came since the last snapshot. */
export function isSnapshotDue({ state }: Folded, snapshotAt: number): boolean {
  return state.head.sequence - snapshotAt >= ENTRIES_PER_SNAPSHOT
}

/** The snapshot's row; none for a workspace too large to seal in one piece. */
export async function snapshotRow(
  ports: Omit<StoredPorts, 'replica'>,
  folded: Folded,
): Promise<readonly Change[]> {
  const { replicaKey } = ports
  try {
    const value = await sealLocal(ports, replicaKey, placeOf(ports), encodeSnapshot(folded))
    return [{ collection: 'meta', key: SNAPSHOT, value }]
  } catch (error) {
    if (error instanceof VaultError && error.rule === 'sealed.too-large') return []
    throw error
  }
}

/**
 * Folds what is stored, from `known` on when it is given, else from the snapshot, else from the
 * first entry.
 *
 * @returns also the sequence up to which the snapshot goes, -1 without one
 * @throws {KeyholderError} `replica.damaged`, `membership.*`
 */
export async function loadFolded(
  ports: StoredPorts,
  known?: Folded,
): Promise<{ folded: Folded; snapshotAt: number }> {
  const start = known ?? (await readSnapshot(ports))
  const snapshotAt = start?.state.head.sequence ?? -1
  const rows = await ports.replica.list(
    'chain',
    start === undefined ? {} : { after: chainKey(start.state.head.sequence) },
  )
  const entries = rows.map(({ value }) => value)
  if (start !== undefined) return { folded: advance(start, entries, undefined).folded, snapshotAt }
  if (entries.length === 0)
    throw new KeyholderError('replica.damaged', 'The local data has no membership chain.')
  const folded = foldWhole(entries)
  if (folded.state.workspaceId !== ports.workspaceId)
    throw new KeyholderError('membership.other-workspace', 'The chain is of another workspace.')
  return { folded, snapshotAt }
}

/** undefined when it is missing, unreadable or not of the stored chain: it is made again then. */
async function readSnapshot(ports: StoredPorts): Promise<Folded | undefined> {
  const sealed = await ports.replica.get('meta', SNAPSHOT)
  if (sealed === undefined) return undefined
  try {
    const opened = await openLocal(ports.aead, ports.replicaKey, placeOf(ports), sealed)
    const folded = parseSnapshot(opened)
    if (folded?.state.workspaceId !== ports.workspaceId) return undefined
    return (await isStored(ports.replica, folded)) ? folded : undefined
  } catch (error) {
    const isUnreadable =
      error instanceof VaultError || error instanceof CodecError || error instanceof WorkspaceError
    if (isUnreadable || error instanceof TypeError) return undefined
    throw error
  }
}

async function isStored(replica: ReplicaStore, folded: Folded): Promise<boolean> {
  const { sequence, hash } = folded.state.head
  const bytes = await replica.get('chain', chainKey(sequence))
  return bytes !== undefined && equalBytes(sha256(bytes), hash)
}

function placeOf({ workspaceId, memberId }: { workspaceId: WorkspaceId; memberId: MemberId }) {
  return { workspaceId, memberId, collection: 'meta', key: SNAPSHOT }
}

function chainKey(sequence: number): string {
  return String(sequence).padStart(12, '0')
}
