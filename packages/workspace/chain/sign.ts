import { type IdentityKey, signStatement, verifyStatement } from '@keyward/primitives/identity'
import { encodeEntry, entryStatement, parseEntry } from './encode.ts'
import type { Entry, EntryBody, SignedEntry, WorkspaceCreated } from './entry.ts'
import type { DeviceId, MemberId, WorkspaceId } from './ids.ts'
import { ENTRY_PURPOSE } from './labels.ts'
import type { WorkspaceState } from './state.ts'

/** Who writes an entry, with which device, and when (UTC milliseconds). */
export interface Authorship {
  readonly author: MemberId
  /** null: signed with the member's own key, for `device-added` alone. */
  readonly device: DeviceId | null
  readonly time: number
}

/** The entry that begins a workspace, unsigned. Its author signs with the device in the body. */
export function firstEntry(
  workspaceId: WorkspaceId,
  by: Omit<Authorship, 'device'>,
  body: WorkspaceCreated,
): Entry {
  const device = body.device.deviceId
  return { workspaceId, sequence: 0, prevHash: new Uint8Array(32), ...by, device, body }
}

/** The entry that would follow the state's head, unsigned. Whether it may, `appendEntry` says. */
export function nextEntry(state: WorkspaceState, by: Authorship, body: EntryBody): Entry {
  const { workspaceId, head } = state
  return { workspaceId, sequence: head.sequence + 1, prevHash: head.hash, ...by, body }
}

/**
 * Signs an entry with the key of the author's device.
 *
 * @throws {WorkspaceError} as `parseEntry`, when the entry is none that could be read again
 */
export function makeEntry(key: IdentityKey, entry: Entry): SignedEntry {
  const signature = signStatement(key, ENTRY_PURPOSE, entryStatement(entry))
  return parseEntry(encodeEntry({ ...entry, signature }))
}

/** Whether the key signed the entry, which came from `parseEntry` or `makeEntry`. */
export function isSignedBy(publicKey: Uint8Array, entry: SignedEntry): boolean {
  return verifyStatement(publicKey, ENTRY_PURPOSE, entryStatement(entry), entry.signature)
}
