import { AeadKey } from '@keyward/primitives/aead'
import { indexListId } from '@keyward/protocol'
import { encodeEntry, parseEntry, appendEntry } from '@keyward/workspace/chain'
import { type MemoryReplica, memoryReplica, type ReplicaStore } from '../../replica.ts'
import { testPlatform } from '../../vault/cases/platform.ts'
import { TestMembership, type TestWorkspace } from '../../vault/cases/workspace.ts'
import { type OpenVault, openVault } from '../../vault/open-vault.ts'
import { listPush } from '../../vault/push/build.ts'
import { makeNextList } from '../../vault/push/next-list.ts'
import type { Outgoing } from '../../vault/push/outgoing.ts'
import type { Adoption } from '../../membership/membership.ts'
import type { SyncPorts } from '../port.ts'
import type { SyncReport } from '../report.ts'
import { syncOnce } from '../sync-once.ts'
import { syncVault } from '../vault-side.ts'
import { FakeServer } from './fake-server.ts'

/** One device of a member, with its replica and its view of the chain. */
export interface TestDeviceAtWork {
  readonly name: string
  readonly deviceId: string
  readonly vault: OpenVault
  readonly replica: ReplicaStore
  readonly membership: TestMembership
  readonly ports: SyncPorts<Outgoing>
  sync(): Promise<SyncReport>
}

/** A workspace with its server, and the list of its index key. */
export async function beginAtServer(workspace: TestWorkspace): Promise<FakeServer> {
  const server = new FakeServer(workspace)
  const olga = workspace.unlocked('Olga')
  const accountId = indexListId(workspace.workspaceId)
  const key = (): AeadKey => new AeadKey(workspace.random(32))
  const keys = { profile: { epoch: 1, key: key() }, secrets: { epoch: 1, key: key() } }
  const ports = {
    platform: testPlatform(3, () => workspace.now),
    unlocked: olga,
    replica: memoryReplica().open(),
    membership: new TestMembership(workspace.entries.slice(0, 1)),
  }
  const list = await makeNextList(ports, ports.membership, accountId, undefined, keys, [])
  const push = {
    accountId,
    lists: [listPush(list!.bytes, list!.wrapped)],
    profile: null,
    secrets: null,
    claims: null,
    isDeleted: null,
    onTaken: 'refuse',
    isPutBack: false,
  }
  const { memberId, deviceId } = olga()
  const body = { accounts: [push] } as never
  await server.remote({ memberId, deviceId }).call('push', { body })
  return server
}

/** What a member's device has, on a replica of its own unless one is given. */
export async function deviceOf(
  server: FakeServer,
  name: string,
  number = 0,
  given: { replica?: MemoryReplica; unlocked?: ReturnType<TestWorkspace['unlocked']> } = {},
): Promise<TestDeviceAtWork> {
  const { workspace } = server
  const shared = given.replica ?? memoryReplica()
  const replica = shared.open()
  const unlocked = given.unlocked ?? workspace.unlocked(name, number)
  const { memberId, deviceId } = unlocked()
  const membership = new TestMembership(await chainOf(replica, server))
  const seed = number + 10 * [...workspace.members.keys()].indexOf(name) + 1
  const platform = testPlatform(seed, () => workspace.now)
  const vault = await openVault({
    platform,
    replica,
    unlocked,
    membership,
    indexListId: indexListId(workspace.workspaceId),
  })
  const ports: SyncPorts<Outgoing> = {
    remote: server.remote({ memberId, deviceId }),
    token: () => 'token',
    membership: syncMembership(membership),
    vault: syncVault(vault),
    replica,
    workspaceId: workspace.workspaceId,
    clock: () => workspace.now,
    wait: async () => undefined,
  }
  const sync = () => syncOnce(ports)
  return { name, deviceId, vault, replica, membership, ports, sync }
}

/** The chain as stored; a fresh device begins with the first entry, as its anchor says. */
async function chainOf(replica: ReplicaStore, { workspace }: FakeServer) {
  const rows = await replica.list('chain')
  if (rows.length > 0) return rows.map(({ value }) => parseEntry(value))
  const [first] = workspace.entries
  await replica.write([chainRow(encodeEntry(first!), 0)])
  return [first!]
}

function syncMembership(own: TestMembership): SyncPorts['membership'] {
  return {
    get state() {
      return own.state
    },
    hashAt: (sequence) => own.hashAt(sequence),
    requireTrust: () => undefined,
    refresh: async () => undefined,
    async prepare(received): Promise<Adoption> {
      const next = received
        .map((bytes) => parseEntry(bytes))
        .filter(({ sequence }) => sequence > own.state.head.sequence)
      const state = next.reduce(appendEntry, own.state)
      return {
        state,
        changes: next.map((entry) => chainRow(encodeEntry(entry), entry.sequence)),
        expect: [],
        accept: () => own.adopt(next.filter(({ sequence }) => sequence > own.state.head.sequence)),
      }
    },
  }
}

function chainRow(value: Uint8Array, sequence: number) {
  return { collection: 'chain', key: String(sequence).padStart(12, '0'), value } as const
}
