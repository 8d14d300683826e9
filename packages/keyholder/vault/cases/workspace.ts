import { AeadKey } from '@keyward/primitives/aead'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import { type Keyset, makeKeyset } from '@keyward/vault/keyset'
import { makeReplicaKey } from '@keyward/vault/local'
import {
  appendEntry,
  type Device,
  type DeviceId,
  type EntryBody,
  firstEntry,
  foldChain,
  hashEntry,
  idFromBytes,
  type MemberId,
  makeEntry,
  nextEntry,
  type SignedEntry,
  type WorkspaceId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import type { Unlocked } from '../../session/unlocked.ts'
import type { MembershipView } from '../membership-view.ts'
import { seededRandom } from './seeded.ts'

export interface TestDevice {
  readonly deviceId: DeviceId
  readonly key: IdentityKey
}

export interface TestMember {
  readonly memberId: MemberId
  readonly accountKey: AeadKey
  keysets: Map<number, Keyset>
  readonly devices: TestDevice[]
}

/** A workspace whose every private key is at hand: one Owner with one device at first. */
export class TestWorkspace {
  readonly random: Random
  readonly workspaceId: WorkspaceId
  readonly members = new Map<string, TestMember>()
  entries: SignedEntry[] = []
  state!: WorkspaceState
  now = 1_767_225_600_000

  constructor(seed: number) {
    this.random = seededRandom(seed)
    this.workspaceId = idFromBytes<WorkspaceId>(this.random(16))
  }

  static async begin(seed = 1): Promise<TestWorkspace> {
    const workspace = new TestWorkspace(seed)
    const olga = await workspace.#meet('Olga')
    const device = olga.devices[0]!
    const entry = firstEntry(
      workspace.workspaceId,
      { author: olga.memberId, time: workspace.now },
      {
        kind: 'workspace-created',
        name: 'Harbour',
        ownerName: 'Olga',
        keys: keysOf(olga),
        device: publicDevice(device),
      },
    )
    workspace.entries = [makeEntry(device.key, entry)]
    workspace.state = foldChain(workspace.entries)
    return workspace
  }

  member(name: string): TestMember {
    const member = this.members.get(name)
    if (member === undefined) throw new Error(`Nobody is called ${name}.`)
    return member
  }

  async join(name: string, role: WorkspaceRole): Promise<TestMember> {
    const member = await this.#meet(name)
    this.append('Olga', {
      kind: 'member-joined',
      memberId: member.memberId,
      memberKind: 'person',
      name,
      role,
      keys: keysOf(member),
      device: publicDevice(member.devices[0]!),
      invitationId: idFromBytes(this.random(16)),
      joinProofHash: null,
    })
    return member
  }

  addDevice(name: string): TestDevice {
    const device = this.#makeDevice()
    this.append(name, { kind: 'device-added', device: publicDevice(device) })
    this.member(name).devices.push(device)
    return device
  }

  /** The member's new keyset, as after a device was lost. */
  async changeKeys(name: string): Promise<void> {
    const member = this.member(name)
    const epoch = member.keysets.size + 1
    member.keysets = new Map(member.keysets).set(epoch, await makeKeyset(this.random))
    this.append(name, { kind: 'keys-changed', keys: keysOf(member) })
  }

  append(author: string, body: EntryBody): void {
    this.now += 60_000
    const { memberId, devices } = this.member(author)
    const device = devices[0]!
    const by = { author: memberId, device: device.deviceId, time: this.now }
    const entry = makeEntry(device.key, nextEntry(this.state, by, body))
    this.state = appendEntry(this.state, entry)
    this.entries.push(entry)
  }

  /** What one of the member's devices holds while it is unlocked. */
  unlocked(name: string, number = 0): () => Unlocked {
    const { memberId, accountKey, devices } = this.member(name)
    const device = devices[number]!
    const replicaKey = makeReplicaKey(this.random)
    return () => ({
      workspaceId: this.workspaceId,
      memberId,
      deviceId: device.deviceId,
      accountKey,
      accountKeyEpoch: 1,
      keysets: this.member(name).keysets,
      keysetEpoch: this.member(name).keysets.size,
      deviceKey: device.key,
      replicaKey,
    })
  }

  async #meet(name: string): Promise<TestMember> {
    const member: TestMember = {
      memberId: idFromBytes<MemberId>(this.random(16)),
      accountKey: new AeadKey(this.random(32)),
      keysets: new Map([[1, await makeKeyset(this.random)]]),
      devices: [this.#makeDevice()],
    }
    this.members.set(name, member)
    return member
  }

  #makeDevice(): TestDevice {
    return { deviceId: idFromBytes<DeviceId>(this.random(16)), key: makeIdentityKey(this.random) }
  }
}

/** A device's view of the chain, as far as it has adopted entries. */
export class TestMembership implements MembershipView {
  entries: readonly SignedEntry[]
  state: WorkspaceState

  constructor(entries: readonly SignedEntry[]) {
    this.entries = [...entries]
    this.state = foldChain(entries)
  }

  adopt(entries: readonly SignedEntry[]): void {
    for (const entry of entries) this.state = appendEntry(this.state, entry)
    this.entries = [...this.entries, ...entries]
  }

  hashAt(sequence: number): Uint8Array | undefined {
    const entry = this.entries[sequence]
    return entry && hashEntry(entry)
  }

  authorAt(memberId: string, deviceId: string, sequence: number): Uint8Array | undefined {
    const device = this.state.devices.get(deviceId as DeviceId)
    if (device === undefined || device.memberId !== memberId) return undefined
    const isLive =
      device.addedAt <= sequence && (device.removedAt === null || device.removedAt > sequence)
    return isLive ? device.signing : undefined
  }
}

function keysOf({ keysets }: TestMember) {
  const epoch = keysets.size
  const { signing, wrapping } = keysets.get(epoch)!.publicPart
  return { epoch, signing, wrapping }
}

function publicDevice({ deviceId, key }: TestDevice): Device {
  return { deviceId, name: 'Phone', signing: key.publicKey }
}
