import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  encodeStatement,
  genesisHead,
  parseActivity,
  signStatement,
  verifyActivity,
} from '@keyward/log'
import type { IdentityKey } from '@keyward/primitives/identity'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import { createAccount, nextList, pushOne } from '../cases/accounts.ts'
import { newId } from '../cases/keys.ts'
import { makeKeys } from '../cases/lists.ts'
import { testServer } from '../cases/server.ts'
import { chainOf, type TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { server, workspace, olga, uma, gus } = await threeMembers()
const shared = await createAccount(olga, [uma])

async function seen(by: TestMember, query: object = {}) {
  const { entries } = await by.device.must('getActivity', { query: { limit: 1000, ...query } })
  return entries.map((text) => parseActivity(decodeBase64url(text)))
}

function statement(by: TestMember, more: object = {}, key: IdentityKey = by.deviceKey): string {
  const { workspaceId, memberId, deviceId } = by
  const said = signStatement(key, {
    workspaceId,
    memberId,
    deviceId,
    statementId: newId(),
    at: server.now,
    event: 'secret-revealed',
    subject: { accountId: shared.accountId, secret: 'password' },
    ...more,
  })
  return encodeBase64url(encodeStatement(said))
}

describe('the log of a workspace', () => {
  test('is an unbroken chain that anybody who sees all of it can verify', async () => {
    await uma.device.must('reportActivity', { body: { statements: [statement(uma)] } })
    const entries = await seen(olga)
    const state = await chainOf(olga)
    const head = verifyActivity(entries, {
      from: genesisHead(workspace.workspaceId),
      devices: (memberId, deviceId) =>
        liveDevice(state, memberId as MemberId, deviceId as DeviceId)?.signing,
    })
    const answer = await olga.device.must('getActivity', { query: { from: 1 } })
    expect(answer.head).toEqual({ sequence: head.sequence, hash: encodeBase64url(head.hash) })
  })

  test('tells what became of an account', async () => {
    const made = await createAccount(olga)
    const { accountId } = made
    const list = await nextList(olga, made, [olga, uma])
    await pushOne(olga, { accountId, lists: [list.push] })
    const alone = await nextList(olga, { ...made, list }, [olga], {}, makeKeys(2))
    await pushOne(olga, { accountId, lists: [alone.push] })
    await pushOne(olga, { accountId, isDeleted: true })
    await pushOne(olga, { accountId, isDeleted: false })
    const told = (await seen(olga, { accountId })).map(({ event, memberId }) => [event, memberId])
    expect(told).toEqual(
      [
        'account-created',
        'account-shared',
        'account-unshared',
        'account-deleted',
        'account-restored',
      ].map((event) => [event, olga.memberId]),
    )
  })

  test('shows to a user what it did, and what was done with its accounts', async () => {
    const entries = await seen(uma)
    const others = entries.filter(({ memberId }) => memberId !== uma.memberId)
    expect(others.map(({ event }) => event)).toContain('account-created')
    for (const { subject } of others) expect(subject).toMatchObject({ accountId: shared.accountId })
    const own = await seen(uma, { accountId: shared.accountId })
    expect(own.length).toBeGreaterThan(1)
  })

  test('shows to a guest what it did alone', async () => {
    await gus.device.ask('listInvitations')
    const entries = await seen(gus)
    expect(new Set(entries.map(({ memberId }) => memberId))).toEqual(new Set([gus.memberId]))
    const { body } = await gus.device.ask('getActivity', {
      query: { accountId: shared.accountId },
    })
    expect(body).toMatchObject({ code: 'forbidden', rule: 'needs-own-activity' })
    expect(await seen(gus, { memberId: olga.memberId })).toEqual([])
  })

  test('keeps refusals, and is not filled by them', async () => {
    const rates = { refusals: { size: 2, every: 1e9 } }
    const slow = await testServer({ store: server.store, rates, secrets: server.deps.secrets })
    const before = (await seen(olga, { event: 'request-refused' })).length
    const device = gus.device.at(slow)
    for (let count = 0; count < 5; count += 1) await device.ask('listInvitations')
    expect((await seen(olga, { event: 'request-refused' })).length).toBe(before + 2)
  })
})

describe('what a device reports', () => {
  const outcome = async (by: TestMember, text: string): Promise<string | undefined> => {
    const { body } = await by.device.ask('reportActivity', { body: { statements: [text] } })
    return body.rule ?? body.code
  }

  test('counts once', async () => {
    const text = statement(uma)
    const before = (await seen(olga)).length
    await uma.device.must('reportActivity', { body: { statements: [text, text] } })
    await uma.device.must('reportActivity', { body: { statements: [text] } })
    expect((await seen(olga)).length).toBe(before + 1)
  })

  test('is what it did itself, and signed', async () => {
    expect(await outcome(uma, statement(olga))).toBe('log.statement-device')
    expect(await outcome(uma, statement(uma, { workspaceId: newId() }))).toBe(
      'log.statement-device',
    )
    expect(await outcome(uma, statement(uma, {}, olga.deviceKey))).toBe('log.statement-signature')
    expect(await outcome(uma, 'AAAA')).toBe('log.malformed')
  })
})
