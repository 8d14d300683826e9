import { encodeUtf8 } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { sha256 } from '@keyward/primitives/hash'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import {
  appendEntry,
  type Device,
  type DeviceId,
  encodeEntry,
  type EntryBody,
  firstEntry,
  foldChain,
  idFromBytes,
  type InvitationId,
  makeEntry,
  type MemberId,
  type MemberJoined,
  type MemberKeys,
  nextEntry,
  type SignedEntry,
  type TeamId,
  type WorkspaceId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import { chainRows } from '../membership/stored.ts'
import { foldWhole } from '../membership/fold.ts'
import { type Membership, type MembershipPorts, openMembership } from '../membership/membership.ts'
import { memoryReplica } from '../replica/memory/memory.ts'

const START = 1_772_323_200_000

type AnyId = WorkspaceId | MemberId | DeviceId | InvitationId | TeamId

/** The same bytes for the same label. */
export function bytesOf(label: string): Uint8Array {
  return sha256(encodeUtf8(label))
}

export function idOf<Id extends AnyId>(label: string): Id {
  return idFromBytes<Id>(bytesOf(label).slice(0, 16))
}

export function keyOf(label: string): IdentityKey {
  return identityFromSeed(bytesOf(`seed of ${label}`))
}

function keysOf(member: string): MemberKeys {
  const wrapping = new Uint8Array(1216).fill(bytesOf(member)[0] as number)
  return { epoch: 1, signing: keyOf(`keyset of ${member}`).publicKey, wrapping }
}

export function deviceOf(name: string): Device {
  return { deviceId: idOf(name), name, signing: keyOf(name).publicKey }
}

export function joined(name: string, role: MemberJoined['role'] = 'user'): MemberJoined {
  return {
    kind: 'member-joined',
    memberId: idOf(name),
    memberKind: 'person',
    name,
    role,
    keys: keysOf(name),
    device: deviceOf(`${name}'s phone`),
    invitationId: idOf(`invitation of ${name}`),
    joinProofHash: null,
  }
}

/** A chain in the making; every member signs with "<name>'s phone". */
export interface TestChain {
  readonly state: WorkspaceState
  readonly entries: readonly Uint8Array[]
}

export function beginChain(workspace = 'Harbour', owner = 'Olga'): TestChain {
  const phone = deviceOf(`${owner}'s phone`)
  const entry = firstEntry(
    idOf<WorkspaceId>(workspace),
    { author: idOf<MemberId>(owner), time: START },
    {
      kind: 'workspace-created',
      name: workspace,
      ownerName: owner,
      keys: keysOf(owner),
      device: phone,
    },
  )
  const signed = makeEntry(keyOf(phone.name), entry)
  return { state: foldChain([signed]), entries: [encodeEntry(signed)] }
}

/** An entry that would come next, signed by the author's phone or another key. */
export function entryOf(
  { state }: TestChain,
  author: string,
  body: EntryBody,
  key = `${author}'s phone`,
): SignedEntry {
  const by = { author: idOf<MemberId>(author), device: idOf<DeviceId>(`${author}'s phone`) }
  const time = state.head.entry.time + 1000
  return makeEntry(keyOf(key), nextEntry(state, { ...by, time }, body))
}

export function grow(chain: TestChain, author: string, body: EntryBody): TestChain {
  const entry = entryOf(chain, author, body)
  return {
    state: appendEntry(chain.state, entry),
    entries: [...chain.entries, encodeEntry(entry)],
  }
}

/** What a membership needs, on a replica of its own. */
export function membershipPorts(): MembershipPorts & {
  readonly memory: ReturnType<typeof memoryReplica>
} {
  const memory = memoryReplica()
  return {
    memory,
    replica: memory.open(),
    aead: nobleAead(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    clock: () => START,
    workspaceId: idOf<WorkspaceId>('Harbour'),
    memberId: idOf<MemberId>('Olga'),
    replicaKey: new AeadKey(bytesOf('replica key')),
  }
}

/** The membership of a device that has stored this chain. */
export async function storedMembership(
  ports: MembershipPorts,
  { entries }: TestChain,
): Promise<Membership> {
  await ports.replica.write(await chainRows(ports, entries, foldWhole(entries)))
  return openMembership(ports)
}
