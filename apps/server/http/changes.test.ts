import { describe, expect, test } from 'vitest'
import { createAccount } from '../cases/accounts.ts'
import { newId } from '../cases/keys.ts'
import { addMember, invite, join } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { newDeviceOf } from '../cases/sign-in.ts'
import { append, signUp, type TestMember } from '../cases/workspace.ts'

const all = (member: TestMember, since = 0) =>
  member.device.must('getChanges', { query: { since, limit: 1000 } })

describe('changes', () => {
  test('come page by page, and all of them', async () => {
    const { owner } = await signUp(await testServer())
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) made.push((await createAccount(owner)).accountId)
    const found: string[] = []
    let since = 0
    for (let hasMore = true; hasMore;) {
      const page = await owner.device.must('getChanges', { query: { since, limit: 2 } })
      found.push(...page.accounts.map(({ accountId }) => accountId))
      expect(page.revision).toBeGreaterThan(since)
      ;({ revision: since, hasMore } = page)
    }
    expect(found.slice(1)).toEqual(made)
    expect(await all(owner, since)).toMatchObject({ accounts: [], entries: [], hasMore: false })
  })

  test('name an end of the chain that is never before their entries', async () => {
    const { owner } = await signUp(await testServer())
    await append(owner, { kind: 'workspace-renamed', name: 'Harbour' })
    const { entries, head, activityHead } = await all(owner)
    expect([entries.length, head.sequence]).toEqual([2, 1])
    expect(activityHead.sequence).toBe(2)
    const { head: chainHead } = await owner.device.must('getChain')
    expect(head).toEqual(chainHead)
  })

  test('are the member’s own alone', async () => {
    const workspace = await signUp(await testServer())
    const { owner } = workspace
    const uma = await addMember(workspace, 'Uma', 'user')
    const gus = await addMember(workspace, 'Gus', 'guest')
    const shared = await createAccount(owner, [uma])
    await createAccount(owner)
    const seen = async (member: TestMember) =>
      (await all(member)).accounts.map(({ accountId }) => accountId)
    expect(await seen(uma)).toHaveLength(2)
    expect(await seen(uma)).toContain(shared.accountId)
    expect(await seen(gus)).toEqual([])
  })

  test('of another server’s life, or from the future, begin again from 0', async () => {
    const { owner } = await signUp(await testServer())
    const { incarnation, revision } = await all(owner)
    const ask = async (query: { since: number; incarnation?: string }) =>
      (await owner.device.ask('getChanges', { query })).body.code
    expect(await ask({ since: revision, incarnation })).toBeUndefined()
    expect(await ask({ since: revision, incarnation: newId() })).toBe('start_again')
    expect(await ask({ since: revision + 1 })).toBe('start_again')
  })
})

describe('the live stream', () => {
  async function open(member: TestMember) {
    const answer = await member.device.send('followChanges')
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    const next = async (): Promise<unknown> => {
      const { value, done } = await reader.read()
      return done ? 'end' : JSON.parse(new TextDecoder().decode(value))
    }
    return { next, close: () => reader.cancel() }
  }

  test('tells of a revision, a join and an approval', async () => {
    const workspace = await signUp(await testServer())
    const { owner } = workspace
    const { next, close } = await open(owner)
    const first = (await next()) as { revision: number }
    await createAccount(owner)
    expect(((await next()) as typeof first).revision).toBeGreaterThan(first.revision)
    await join(workspace, await invite(owner, 'guest'), 'Jo')
    let line = await next()
    while (!(line as { joins: boolean }).joins) line = await next()
    await owner.device.must('openApproval', { body: { approvalId: newId() } })
    line = await next()
    while (!(line as { approvals: boolean }).approvals) line = await next()
    await close()
  })

  test('ends when its session is ended elsewhere', async () => {
    const { owner } = await signUp(await testServer())
    const second = await newDeviceOf(owner)
    const { next } = await open(second)
    await next()
    const { sessionId } = second.session
    await owner.device.must('endSession', { params: { sessionId } })
    let line = await next()
    while (line !== 'end') line = await next()
    expect(line).toBe('end')
  })

  test('is open so often for one member, and no more', async () => {
    const { owner } = await signUp(await testServer())
    const streams = []
    for (let count = 0; count < 20; count += 1) streams.push(await open(owner))
    expect((await owner.device.send('followChanges')).status).toBe(429)
    for (const { close } of streams) await close()
    await (await open(owner)).close()
  })
})
