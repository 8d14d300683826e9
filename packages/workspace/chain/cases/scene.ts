import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import type { Device, EntryBody, MemberJoined, MemberKeys, SignedEntry } from '../entry.ts'
import { appendEntry, foldChain } from '../fold.ts'
import { type AnyId, type DeviceId, idFromBytes, type MemberId, type WorkspaceId } from '../ids.ts'
import { firstEntry, makeEntry, nextEntry } from '../sign.ts'
import type { WorkspaceState } from '../state.ts'

/** When the stories told in tests begin: 1 January 2026, UTC milliseconds. */
export const START = 1_767_225_600_000

/** The same bytes for the same label, different ones for each. */
export function bytesOf(label: string, length: number): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let i = 0; i * 32 < length; i += 1) blocks.push(sha256(encodeUtf8(`${label} ${i}`)))
  return concatBytes(...blocks).slice(0, length)
}

export function idOf<Id extends AnyId>(label: string): Id {
  return idFromBytes<Id>(bytesOf(`id of ${label}`, 16))
}

/** The private signing key behind a device or a keyset, by its label. */
export function keyOf(label: string): IdentityKey {
  return identityFromSeed(bytesOf(`seed of ${label}`, 32))
}

/** The keyset of a member, named after it and the epoch. */
export function keysOf(member: string, epoch = 1): MemberKeys {
  const label = `keyset ${epoch} of ${member}`
  return { epoch, signing: keyOf(label).publicKey, wrapping: bytesOf(`wrapping ${label}`, 1216) }
}

/** A device, whose name is its label. */
export function deviceOf(name: string): Device {
  return { deviceId: idOf(name), name, signing: keyOf(name).publicKey }
}

/** What brings in a member whose name is its label, with a first device "<label>'s phone". */
export function joined(
  name: string,
  role: MemberJoined['role'],
  more: Partial<MemberJoined> = {},
): MemberJoined {
  return {
    kind: 'member-joined',
    memberId: idOf(name),
    memberKind: 'person',
    name,
    role,
    keys: keysOf(name),
    device: deviceOf(phoneOf(name)),
    invitationId: idOf(`invitation of ${name}`),
    joinProofHash: bytesOf(`join proof of ${name}`, 32),
    ...more,
  }
}

export function phoneOf(member: string): string {
  return `${member}'s phone`
}

/** A chain and what it says. */
export interface Scene {
  readonly entries: readonly SignedEntry[]
  readonly state: WorkspaceState
}

/** A workspace of one Owner with one phone. */
export function begin(owner = 'Olga', workspace = 'Harbour'): Scene {
  const entry = firstEntry(
    idOf<WorkspaceId>(workspace),
    { author: idOf<MemberId>(owner), time: START },
    {
      kind: 'workspace-created',
      name: workspace,
      ownerName: owner,
      keys: keysOf(owner),
      device: deviceOf(phoneOf(owner)),
    },
  )
  const entries = [makeEntry(keyOf(phoneOf(owner)), entry)]
  return { entries, state: foldChain(entries) }
}

/** Where a signature comes from when it is not the phone of the author that signs. */
export interface Pen {
  /** The device that the entry names; null for the member's own key. */
  readonly device?: string | null
  /** The label of the key that signs: the device's, when absent. */
  readonly key?: string
  readonly time?: number
}

/** Signs what comes next, whether or not the chain will take it. */
export function signed(scene: Scene, author: string, body: EntryBody, pen: Pen = {}): SignedEntry {
  const name = pen.device === undefined ? phoneOf(author) : pen.device
  const time = pen.time ?? scene.state.head.entry.time + 60_000
  const by = {
    author: idOf<MemberId>(author),
    device: name === null ? null : idOf<DeviceId>(name),
    time,
  }
  const key = pen.key ?? name ?? `keyset 1 of ${author}`
  return makeEntry(keyOf(key), nextEntry(scene.state, by, body))
}

/** The scene after one more entry. @throws {WorkspaceError} when the chain refuses it */
export function write(scene: Scene, author: string, body: EntryBody, pen: Pen = {}): Scene {
  const entry = signed(scene, author, body, pen)
  return { entries: [...scene.entries, entry], state: appendEntry(scene.state, entry) }
}
