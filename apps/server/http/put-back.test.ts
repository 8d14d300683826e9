import { decodeBase64url } from '@keyward/codec'
import type { PushResult } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { createAccount, nextList, outcome, pushOne } from '../cases/accounts.ts'
import { makeKeys } from '../cases/lists.ts'
import { addMember, remove } from '../cases/members.ts'
import { authorOf, type TestMember } from '../cases/workspace.ts'
import { makeWrite } from '../cases/writes.ts'
import { threeMembers } from './cases/three-members.ts'
import { checkPush } from '../objects/push.ts'
import { standingOf } from '../membership/standing.ts'
import { parseEntry } from '@keyward/workspace/chain'

const { workspace, olga, uma } = await threeMembers()
const shared = await createAccount(olga, [uma])

/** As the server checks it when it has lost everything of the account. */
async function checked(by: TestMember, push: Parameters<typeof outcome>[1], isPutBack: boolean) {
  const { entries } = await olga.device.must('getChain')
  const standing = standingOf(entries.map((text) => parseEntry(decodeBase64url(text))))
  const { workspaceId, memberId, deviceId } = by
  const facts = {
    accountId: push.accountId,
    list: undefined,
    profileVersion: 0,
    secretsVersion: 0,
    isDeleted: false,
  }
  const whole = {
    lists: [],
    profile: null,
    secrets: null,
    claims: null,
    isDeleted: null,
    onTaken: 'keep',
    isPutBack,
    ...push,
  } as const
  const asking = { workspaceId, memberId, deviceId, standing, isPutBack }
  try {
    return checkPush(asking, 0, facts, { ...whole, lists: [...whole.lists] }, false)
  } catch (error) {
    return (error as { rule?: string }).rule
  }
}

describe('what the server lost', () => {
  test('is put back by another than its author, as the chain was when it was made', async () => {
    const { accountId, list, keys, profile } = shared
    const own = list.push.wrapped.filter(({ granteeId }) => granteeId === uma.memberId)
    const lists = [{ ...list.push, wrapped: own }]
    const next = await makeWrite(await authorOf(olga), accountId, 'profile', keys, profile.write)
    const push = { accountId, lists, profile: next.text }
    const write = await checked(uma, push, true)
    expect(write).toMatchObject({ lists: [{ version: 1 }], profile: { version: 2 } })
    expect(await checked(uma, push, false)).toBe('access.author')
  })

  test('is taken from a member who was removed since', async () => {
    const rolf = await addMember(workspace, 'Rolf', 'user')
    const { accountId, list, profile } = await createAccount(rolf, [uma])
    const own = list.push.wrapped.filter(({ granteeId }) => granteeId === uma.memberId)
    const push = {
      accountId,
      lists: [{ ...list.push, wrapped: own }],
      profile: profile.text,
    }
    await remove(workspace, rolf)
    expect(await checked(uma, push, true)).toMatchObject({ profile: { version: 1 } })
  })

  test('is still refused with a broken signature', async () => {
    const { accountId, list } = shared
    const forged = await nextList({ ...olga, deviceKey: uma.deviceKey }, shared, [olga, uma])
    const lists = [list.push, forged.push]
    expect(await checked(uma, { accountId, lists }, true)).toBe('access.signature')
  })

  test('may be any number of versions ahead', async () => {
    const { accountId, keys, secrets } = await createAccount(olga)
    const author = await authorOf(olga)
    const second = await makeWrite(author, accountId, 'secrets', keys, secrets.write)
    const third = await makeWrite(author, accountId, 'secrets', keys, second.write)
    const ahead = { accountId, secrets: third.text }
    expect(await outcome(olga, ahead)).toBe('stale')
    expect(await outcome(olga, { ...ahead, isPutBack: true })).toBe('accepted')
  })

  test('that goes back is stale, and says what is there', async () => {
    const made = await createAccount(olga)
    const next = await nextList(olga, made, [olga], {}, makeKeys(2))
    const { accountId } = made
    await pushOne(olga, { accountId, lists: [next.push] })
    const result: PushResult = await pushOne(olga, {
      accountId,
      lists: [made.list.push],
      isPutBack: true,
    })
    expect(result).toMatchObject({
      outcome: 'stale',
      current: { lists: [made.list.push.list, next.push.list] },
    })
  })
})
