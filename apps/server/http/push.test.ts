import { describe, expect, test } from 'vitest'
import {
  createAccount,
  grantsTo,
  listed,
  makeAccount,
  nextList,
  outcome,
  pushOne,
} from '../cases/accounts.ts'
import { newId } from '../cases/keys.ts'
import { makeKeys, makeList } from '../cases/lists.ts'
import { PLAIN_PUSH } from '../cases/members.ts'
import { authorOf } from '../cases/workspace.ts'
import { makeWrite } from '../cases/writes.ts'
import { threeMembers } from './cases/three-members.ts'

const { olga, uma, gus } = await threeMembers()

describe('a new account', () => {
  test('comes with its list and content, and takes a revision', async () => {
    const made = await makeAccount(olga)
    const result = await pushOne(olga, made.push)
    expect(result).toMatchObject({ outcome: 'accepted', isUsernameTaken: false })
    const { accounts } = await olga.device.must('getChanges', { query: { since: 0, limit: 1000 } })
    const found = accounts.find(({ accountId }) => accountId === made.accountId)
    expect(found).toMatchObject({
      lists: [made.list.push.list],
      profile: made.profile.text,
      secrets: made.secrets.text,
      isRevoked: false,
    })
    expect(found?.wrapped?.profile).toBe(made.list.push.wrapped[0]?.profile)
  })

  test('is made by members who may, and owned by them', async () => {
    expect(await outcome(gus, (await makeAccount(gus)).push)).toBe(
      'forbidden needs-account-creator',
    )
    const accountId = newId()
    const list = await makeList(await authorOf(olga), accountId, makeKeys(), grantsTo([uma]))
    expect(await outcome(olga, { accountId, lists: [list.push] })).toBe(
      'object_refused access.author',
    )
  })

  test('can be shared with further owners from the start, though not with a guest', async () => {
    expect(await outcome(olga, (await makeAccount(olga, [uma])).push)).toBe('accepted')
    expect(await outcome(olga, (await makeAccount(olga, [gus])).push)).toBe(
      'forbidden collaborator-only',
    )
  })

  test('is named as it is pushed', async () => {
    const { push } = await makeAccount(olga)
    expect(await outcome(olga, { ...push, accountId: newId() })).toBe(
      'object_refused access.other-account',
    )
  })
})

describe('a sealed write', () => {
  test('of an owner is taken, and goes on from the newest', async () => {
    const made = await createAccount(olga, [uma])
    const { accountId, keys } = made
    const next = await makeWrite(
      await authorOf(uma),
      accountId,
      'profile',
      keys,
      made.profile.write,
    )
    expect(await outcome(uma, { accountId, profile: next.text })).toBe('accepted')
    const late = await makeWrite(
      await authorOf(olga),
      accountId,
      'profile',
      keys,
      made.profile.write,
    )
    const result = await pushOne(olga, { accountId, profile: late.text })
    expect(result).toMatchObject({ outcome: 'stale', current: { profile: next.text } })
  })

  test.each([
    ['as another compartment', { kind: 'secrets' }, 'write.context'],
    ['of another account', { objectId: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'write.context'],
    ['of another workspace', { workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'write.context'],
    ['of a kind that accounts do not have', { kind: 'picture' }, 'write.malformed'],
    ['under a key that the list does not have', { keyEpoch: 2 }, 'write.key-epoch'],
  ])('%s is refused', async (_, change, rule) => {
    const { accountId, keys } = await createAccount(olga)
    const author = await authorOf(olga)
    const { text } = await makeWrite(author, accountId, 'profile', keys, undefined, change)
    expect(await outcome(olga, { accountId, profile: text })).toBe(`object_refused ${rule}`)
  })

  test('under a key from before is stale: its author has not seen the new list', async () => {
    const made = await createAccount(olga, [uma])
    const { accountId, keys } = made
    const rotated = await nextList(olga, made, [olga, uma], {}, makeKeys(2))
    await pushOne(olga, listed(made, rotated))
    const old = await makeWrite(await authorOf(uma), accountId, 'profile', keys, made.profile.write)
    expect(await outcome(uma, { accountId, profile: old.text })).toBe('stale')
  })

  test('is refused by another author than asks, or with another signature', async () => {
    const { accountId, keys, profile } = await createAccount(olga, [uma])
    const author = await authorOf(uma)
    const next = await makeWrite(author, accountId, 'profile', keys, profile.write)
    expect(await outcome(olga, { accountId, profile: next.text })).toBe(
      'object_refused write.author',
    )
    const forged = await makeWrite(
      { ...author, deviceKey: olga.deviceKey },
      accountId,
      'profile',
      keys,
      profile.write,
    )
    expect(await outcome(uma, { accountId, profile: forged.text })).toBe(
      'object_refused write.signature',
    )
  })

  test('of an account that the member does not have tells nothing of it', async () => {
    const { accountId, keys } = await createAccount(olga)
    const write = await makeWrite(await authorOf(uma), accountId, 'profile', keys)
    expect(await outcome(uma, { accountId, profile: write.text })).toBe('account_unknown')
    expect(await outcome(uma, { accountId: newId(), profile: write.text })).toBe('account_unknown')
  })
})

describe('one push', () => {
  test('names each account once', async () => {
    const { push } = await makeAccount(olga)
    const { body } = await olga.device.ask('push', { body: { accounts: [push, push] } })
    expect(body).toMatchObject({ code: 'bad_request', path: 'accounts' })
  })

  test('answers each account on its own, in the order in which they came', async () => {
    const good = await makeAccount(olga)
    const bad = { ...PLAIN_PUSH, accountId: newId(), isDeleted: true, lists: [] }
    const also = await makeAccount(olga)
    const body = { accounts: [good.push, bad, also.push] }
    const { results } = await olga.device.must('push', { body })
    expect(results.map(({ accountId }) => accountId)).toEqual(
      [good, bad, also].map(({ accountId }) => accountId),
    )
    expect(results.map((result) => result.outcome)).toEqual(['accepted', 'refused', 'accepted'])
  })

  test('says where text is that is no base64url', async () => {
    const { push } = await makeAccount(olga)
    const { body } = await olga.device.ask('push', {
      body: { accounts: [{ ...push, profile: 'AB' }] },
    })
    expect(body).toMatchObject({ code: 'bad_request', path: 'accounts.0.profile' })
  })
})
