import { describe, expect, test } from 'vitest'
import { testServer } from '../cases/server.ts'
import { signUp } from '../cases/workspace.ts'
import { addMember } from '../cases/members.ts'

describe('a workspace from its beginning', () => {
  test('is created, and its Owner is signed in with an admitted device', async () => {
    const server = await testServer()
    const { owner, workspaceId } = await signUp(server)
    expect(owner.session).toMatchObject({ isAdmitted: true, isDeviceAdmitted: true, workspaceId })
    const me = await owner.device.must('getMe')
    expect(me).toMatchObject({ address: owner.address, isAdmitted: true })
    const changes = await owner.device.must('getChanges', { query: { since: 0 } })
    expect(changes.entries).toHaveLength(1)
    expect(changes.accounts).toHaveLength(1)
  })

  test('takes a member by invitation', async () => {
    const server = await testServer()
    const workspace = await signUp(server)
    const user = await addMember(workspace, 'Uma', 'user')
    const changes = await user.device.must('getChanges', { query: { since: 0 } })
    expect(changes.entries).toHaveLength(2)
    expect(changes.accounts[0]?.wrapped).not.toBeNull()
  })
})
