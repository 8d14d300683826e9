import { encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { makeAccount } from '../cases/accounts.ts'
import { newId, random } from '../cases/keys.ts'
import { makeInvitation } from '../cases/members.ts'
import { nextBy } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { olga, uma } = await threeMembers()

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } })

describe('a request that is sent twice with one key', () => {
  test('pushes once, and gets the same answer', async () => {
    const { push } = await makeAccount(olga)
    const sent = { ...keyed(newId()), body: { accounts: [push] } }
    const first = await olga.device.must('push', sent)
    const again = await olga.device.must('push', sent)
    expect(again.results).toEqual(first.results)
    expect(first.results[0]?.outcome).toBe('accepted')
    const { body } = await olga.device.ask('push', { body: sent.body })
    expect(body.results[0]?.outcome).toBe('stale')
  })

  test('appends once, and gets the same answer', async () => {
    const entry = await nextBy(olga, { kind: 'workspace-renamed', name: 'Twice' })
    const sent = { ...keyed(newId()), body: { entry } }
    const first = await olga.device.must('appendEntry', sent)
    expect(await olga.device.must('appendEntry', sent)).toEqual(first)
    const other = await olga.device.ask('appendEntry', { ...keyed(newId()), body: { entry } })
    expect(other.body.code).toBe('chain_conflict')
  })

  test('invites and revokes once', async () => {
    const { body } = await makeInvitation(olga, 'guest')
    const { invitationId } = body
    const made = { ...keyed(newId()), body }
    await olga.device.must('createInvitation', made)
    await olga.device.must('createInvitation', made)
    const gone = { ...keyed(newId()), params: { invitationId } }
    await olga.device.must('deleteInvitation', gone)
    await olga.device.must('deleteInvitation', gone)
    const { entries } = await olga.device.must('getActivity', {
      query: { event: 'invitation-revoked' },
    })
    expect(entries).toHaveLength(1)
  })

  test('adds and removes a way to unlock once', async () => {
    const methodId = newId()
    const wrapped = encodeBase64url(random(61))
    const publicKey = encodeBase64url(random(32))
    const body = { kind: 'kit', methodId, accountKeyEpoch: 1, wrapped, publicKey } as const
    const put = { ...keyed(newId()), params: { methodId }, body }
    await uma.device.must('putMethod', put)
    await uma.device.must('putMethod', put)
    const gone = { ...keyed(newId()), params: { methodId } }
    await uma.device.must('deleteMethod', gone)
    await uma.device.must('deleteMethod', gone)
    const { entries } = await olga.device.must('getActivity', {
      query: { memberId: uma.memberId, event: 'unlock-method-removed' },
    })
    expect(entries).toHaveLength(1)
  })
})

describe('a key', () => {
  test('serves no other request, and no other member', async () => {
    const sent = keyed(newId())
    const first = await makeAccount(olga)
    await olga.device.must('push', { ...sent, body: { accounts: [first.push] } })
    const second = await makeAccount(olga)
    const other = await olga.device.ask('push', { ...sent, body: { accounts: [second.push] } })
    expect(other.body.code).toBe('idempotency_mismatch')
    const theirs = await makeAccount(uma)
    const stolen = await uma.device.ask('push', { ...sent, body: { accounts: [theirs.push] } })
    expect(stolen.body.code).toBe('idempotency_mismatch')
  })

  test.each(['', 'short', 'A'.repeat(23), `${'A'.repeat(21)}!`])('is none: “%s”', async (key) => {
    const { push } = await makeAccount(olga)
    const { body } = await olga.device.ask('push', { ...keyed(key), body: { accounts: [push] } })
    expect(body).toMatchObject({ code: 'bad_request', path: 'Idempotency-Key' })
  })
})
