import { encodeBase64url } from '@keyward/codec'
import { encodeStatement, signStatement } from '@keyward/log'
import { identityFromSeed } from '@keyward/primitives/identity'
import { describe, expect, test } from 'vitest'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { acceptLogKey } from './accept-log-key.ts'
import { beginAtServer, deviceOf } from './cases/device.ts'
import { FakeLog } from './cases/fake-log.ts'
import { syncStatus } from './report.ts'

describe('[C113] a server that lies about its activity', () => {
  const statement = (workspace: TestWorkspace, count: number) => {
    const { workspaceId, memberId, deviceId, deviceKey } = workspace.unlocked('Olga')()
    const subject = { accountId: workspaceId, credentialIdHash: new Uint8Array(32) }
    return encodeStatement(
      signStatement(deviceKey, {
        workspaceId,
        memberId,
        deviceId,
        statementId: encodeBase64url(new Uint8Array(16).fill(count)),
        at: count,
        event: 'passkey-created',
        subject,
      }),
    )
  }

  /** A log with these statements. */
  function logOf(workspace: TestWorkspace, counts: readonly number[]): FakeLog {
    const log = new FakeLog(workspace)
    for (const count of counts) log.append(statement(workspace, count))
    return log
  }

  /** A device that has seen a log of five entries. */
  async function begun() {
    const workspace = await TestWorkspace.begin(6)
    const server = await beginAtServer(workspace)
    server.activity = logOf(workspace, [1, 2, 3, 4, 5])
    const phone = await deviceOf(server, 'Olga')
    await phone.sync()
    return { workspace, server, phone, seen: server.activity.told().logHead.signed }
  }

  test('a log that goes on is taken, at each size', async () => {
    const { workspace, server, phone } = await begun()
    for (const count of [6, 7, 8, 9, 17, 18]) {
      const counts = Array.from({ length: count }, (_, at) => at + 1)
      server.activity = logOf(workspace, counts)
      expect((await phone.sync()).isLogKeyNew).toBe(false)
    }
    expect(server.reportedHeads).toEqual([])
  })

  test.each([
    ['a shorter log', 'activity.rolled-back', [1, 2, 3, 4]],
    ['another log of the same length', 'activity.forked', [1, 2, 3, 4, 6]],
    ['a longer log that forked before', 'activity.forked', [1, 2, 9, 4, 5, 6, 7]],
  ])('%s stops the sync: %s; the server is shown what was seen', async (_, rule, counts) => {
    const { workspace, server, phone, seen } = await begun()
    server.activity = logOf(workspace, counts)
    await expect(phone.sync()).rejects.toMatchObject({ rule })
    expect(server.reportedHeads).toEqual([seen])
    // Nothing of it was remembered.
    await expect(phone.sync()).rejects.toMatchObject({ rule })
  })

  test.each([
    ['without a proof that the log goes on', 'activity.forked', { consistency: [] }],
    ['signed by another key than it names', 'activity.head', { logKey: 'A'.repeat(43) }],
    ['that is none', 'remote.malformed', { signed: 'AAAA' }],
  ])('a head %s stops the sync: %s', async (_, rule, change) => {
    const { workspace, server, phone } = await begun()
    server.activity = logOf(workspace, [1, 2, 3, 4, 5, 6])
    server.lie = (page) => ({ ...page, logHead: { ...page.logHead, ...change } })
    await expect(phone.sync()).rejects.toMatchObject({ rule })
  })

  test('a head of another end than it says stops the sync', async () => {
    const { workspace, server, phone } = await begun()
    const { activityHead } = logOf(workspace, [1, 2, 3, 4, 5, 6]).told()
    server.lie = (page) => ({ ...page, activityHead })
    await expect(phone.sync()).rejects.toMatchObject({ rule: 'activity.head' })
  })

  test('another log key is told once, and taken', async () => {
    const { server, phone } = await begun()
    server.activity.key = identityFromSeed(new Uint8Array(32).fill(78))
    expect((await phone.sync()).isLogKeyNew).toBe(true)
    expect((await phone.sync()).isLogKeyNew).toBe(false)
  })

  test('another log key is kept in mind until somebody says that it is right', async () => {
    const { server, phone } = await begun()
    const isTold = async () => (await syncStatus(phone.replica, 0)).isLogKeyNew
    await acceptLogKey(phone.replica)
    expect(await isTold()).toBe(false)
    server.activity.key = identityFromSeed(new Uint8Array(32).fill(78))
    await phone.sync()
    await phone.sync()
    expect(await isTold()).toBe(true)
    await acceptLogKey(phone.replica)
    expect(await isTold()).toBe(false)
    await phone.sync()
    expect(await isTold()).toBe(false)
  })

  test('a server that was restored is shown what was seen, and its log taken as it is', async () => {
    const { workspace, server, phone, seen } = await begun()
    const backup = server.backup()
    server.restore(backup)
    server.activity = logOf(workspace, [1, 2])
    const report = await phone.sync()
    expect(report.restored).toBeDefined()
    expect(report.isLogKeyNew).toBe(false)
    expect(server.reportedHeads).toEqual([seen])
  })
})
