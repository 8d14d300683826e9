import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { IdentityKey } from '@keyward/primitives/identity'
import { indexListId, type SessionGranted } from '@keyward/protocol'
import {
  type DeviceId,
  encodeEntry,
  type EntryBody,
  firstEntry,
  foldChain,
  hashEntry,
  makeEntry,
  nextEntry,
  parseEntry,
  type WorkspaceId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import type { AccountKeys } from '@keyward/vault/access'
import { type TestDevice, testDevice } from './device.ts'
import { deviceOf, keysOf, makeEnrolment, makeSecrets, type MemberSecrets, newId } from './keys.ts'
import { type Author, makeKeys, makeList, type MadeList } from './lists.ts'
import { SETUP_CODE, type TestServer } from './server.ts'

/** A signed-in member of a workspace, with its first device. */
export interface TestMember extends MemberSecrets {
  readonly workspaceId: WorkspaceId
  readonly device: TestDevice
  readonly session: SessionGranted
}

/** A workspace on a server, with its Owner. */
export interface TestWorkspace {
  readonly server: TestServer
  readonly workspaceId: WorkspaceId
  readonly owner: TestMember
  /** The index key, its newest list, and who has it. */
  readonly index: { readonly keys: AccountKeys; list: MadeList; holders: MemberSecrets[] }
}

export function granteeOf(member: MemberSecrets) {
  const { memberId: id, keyset } = member
  return { kind: 'member', id, keysetEpoch: 1, keyset: keyset.publicPart } as const
}

/** Everything that `createWorkspace` takes, made as a client does. */
export async function makeSignUp(device: TestDevice, secrets: MemberSecrets) {
  const workspaceId = newId<WorkspaceId>()
  const { memberId, deviceId, deviceKey, name } = secrets
  const entry = makeEntry(
    deviceKey,
    firstEntry(
      workspaceId,
      { author: memberId, time: device.server.now },
      {
        kind: 'workspace-created',
        name: `${name}'s workspace`,
        ownerName: name,
        keys: keysOf(secrets),
        device: deviceOf(secrets),
      },
    ),
  )
  const head = { sequence: 0, hash: hashEntry(entry) }
  const author: Author = { memberId, deviceId, deviceKey, workspaceId, head }
  const keys = makeKeys()
  const list = await makeList(author, indexListId(workspaceId), keys, [
    [granteeOf(secrets), 'owner'],
  ])
  const body = {
    setupCode: SETUP_CODE,
    entry: encodeBase64url(encodeEntry(entry)),
    enrolment: await makeEnrolment(device, workspaceId, secrets),
    index: list.push,
  }
  return { workspaceId, body, index: { keys, list, holders: [secrets] } }
}

/** Creates a workspace as a client does. */
export async function signUp(server: TestServer, name = 'Olga'): Promise<TestWorkspace> {
  const device = await testDevice(server)
  const secrets = await makeSecrets(name)
  const { workspaceId, body, index } = await makeSignUp(device, secrets)
  const session = await device.must('createWorkspace', { body })
  device.token = session.token
  return { server, workspaceId, owner: { ...secrets, workspaceId, device, session }, index }
}

/** The chain as the member gets it, folded. */
export async function chainOf(member: TestMember): Promise<WorkspaceState> {
  const { entries } = await member.device.must('getChain')
  return foldChain(entries.map((text) => parseEntry(decodeBase64url(text))))
}

export async function authorOf(member: TestMember): Promise<Author> {
  const { memberId, deviceId, deviceKey, workspaceId } = member
  const { head } = await chainOf(member)
  return { memberId, deviceId, deviceKey, workspaceId, head }
}

/** The next entry of the chain by the member's device, or by another key. */
export async function nextBy(
  member: TestMember,
  body: EntryBody,
  by: {
    readonly key?: IdentityKey
    readonly device?: DeviceId | null
    readonly time?: number
  } = {},
): Promise<string> {
  const { memberId: author, deviceId, deviceKey, device: testing } = member
  const device = by.device === undefined ? deviceId : by.device
  const time = by.time ?? testing.server.now
  const entry = nextEntry(await chainOf(member), { author, device, time }, body)
  return encodeBase64url(encodeEntry(makeEntry(by.key ?? deviceKey, entry)))
}

/** Appends to the chain as a client does. */
export async function append(member: TestMember, body: EntryBody): Promise<void> {
  await member.device.must('appendEntry', { body: { entry: await nextBy(member, body) } })
}
