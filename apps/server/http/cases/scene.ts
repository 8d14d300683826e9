import { newId } from '../../cases/keys.ts'
import { addMember, invite, join, remove, type TestInvitation } from '../../cases/members.ts'
import { type TestServer, testServer } from '../../cases/server.ts'
import { newDeviceOf } from '../../cases/sign-in.ts'
import { signUp, type TestMember, type TestWorkspace } from '../../cases/workspace.ts'

/** Everybody who may knock at the server's door. The Owner comes last, because some things are done once. */
export const WHO = [
  'super-admin',
  'admin',
  'user',
  'login-only',
  'guest',
  /** The Owner of another workspace on the same server. */
  'other',
  /** Was an Admin. */
  'removed',
  /** Has answered an invitation. */
  'waiting',
  /** A member's device that the chain does not have. */
  'new-device',
  /** Has the Owner's token, and no proof. */
  'stolen-bare',
  /** Has the Owner's token, and proofs of another key. */
  'stolen-key',
  /** Has nothing. */
  'nobody',
  'owner',
] as const

export type Who = (typeof WHO)[number]

export interface Scene {
  readonly server: TestServer
  readonly workspace: TestWorkspace
  readonly waitingFor: TestInvitation
  /** Who asks; thieves and nobody stand in for the Owner. */
  readonly members: Readonly<Record<Who, TestMember>>
  /** An approval that the Owner opened. */
  readonly approvalId: string
}

/** A server on which everybody is there. */
export async function makeScene(): Promise<Scene> {
  const server = await testServer()
  const workspace = await signUp(server)
  const { owner } = workspace
  const removed = await addMember(workspace, 'Rolf', 'admin')
  const roles = {
    'super-admin': await addMember(workspace, 'Sue', 'super-admin'),
    admin: await addMember(workspace, 'Ada', 'admin'),
    user: await addMember(workspace, 'Uma', 'user'),
    'login-only': await addMember(workspace, 'Lou', 'login-only'),
    guest: await addMember(workspace, 'Gus', 'guest'),
  }
  const waitingFor = await invite(owner, 'user')
  const waiting = await join(workspace, waitingFor, 'Wim')
  await remove(workspace, removed)
  const approvalId = newId()
  await owner.device.must('openApproval', { body: { approvalId } })
  const other = await signUp(server, 'Otto')
  const members = {
    ...roles,
    owner,
    removed,
    waiting,
    other: other.owner,
    'new-device': await newDeviceOf(roles.user),
    'stolen-bare': owner,
    'stolen-key': owner,
    nobody: owner,
  }
  return { server, workspace, waitingFor, members, approvalId }
}
