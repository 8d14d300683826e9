import { addMember } from '../../cases/members.ts'
import { type TestServer, testServer } from '../../cases/server.ts'
import { signUp, type TestMember, type TestWorkspace } from '../../cases/workspace.ts'

/** Olga, the Owner of a workspace on a server of its own, with the User Uma and the Guest Gus. */
export async function threeMembers(): Promise<{
  readonly server: TestServer
  readonly workspace: TestWorkspace
  readonly olga: TestMember
  readonly uma: TestMember
  readonly gus: TestMember
}> {
  const server = await testServer()
  const workspace = await signUp(server)
  const uma = await addMember(workspace, 'Uma', 'user')
  const gus = await addMember(workspace, 'Gus', 'guest')
  return { server, workspace, olga: workspace.owner, uma, gus }
}
