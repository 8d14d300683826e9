import { WorkspaceError } from '../error.ts'
import type { SignedEntry } from './entry.ts'
import { isSignedBy } from './sign.ts'
import { liveDevice, type Member, type WorkspaceState } from './state.ts'

/**
 * The member who wrote an entry, once its signature is checked against a key that is the author's
 * at this point of the chain.
 *
 * @throws {WorkspaceError} `author.unknown`, `author.device`, `key.due`, `author.signature`
 */
export function authorOf(state: WorkspaceState, entry: SignedEntry): Member {
  const author = state.members.get(entry.author)
  if (author === undefined) {
    throw new WorkspaceError('author.unknown', 'The author is not a member of the workspace.')
  }
  if (!isSignedBy(signingKeyOf(state, author, entry), entry)) {
    throw new WorkspaceError('author.signature', "The author's key did not sign this entry.")
  }
  return author
}

function signingKeyOf(state: WorkspaceState, author: Member, entry: SignedEntry): Uint8Array {
  if (entry.device !== null) {
    const device = liveDevice(state, author.memberId, entry.device)
    if (device !== undefined) return device.signing
    throw new WorkspaceError('author.device', "The device is not one of the author's.")
  }
  if (entry.body.kind !== 'device-added') {
    throw new WorkspaceError('author.device', 'Only a device of the author signs such an entry.')
  }
  // The keyset lay on a device that somebody removed: its finder must not bring it in again.
  if (author.keysDue) {
    throw new WorkspaceError('key.due', 'After a device was removed the keyset is changed first.')
  }
  return author.keys.signing
}
