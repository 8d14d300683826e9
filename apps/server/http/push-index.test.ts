import { encodeBase64url } from '@keyward/codec'
import { indexListId } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { createAccount, makeAccount, nextList, outcome, pushOne } from '../cases/accounts.ts'
import { random } from '../cases/keys.ts'
import { addMember, remove } from '../cases/members.ts'
import type { TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { workspace, olga, uma, gus } = await threeMembers()

describe('the index key', () => {
  test('is no account: it has neither content nor claims, and can’t be deleted', async () => {
    const accountId = indexListId(workspace.workspaceId)
    for (const more of [
      { isDeleted: true },
      { claims: { indexEpoch: 1, claims: [] } },
      { profile: encodeBase64url(random(50)) },
    ])
      expect(await outcome(olga, { accountId, ...more })).toBe('object_refused index.content')
    const claims = { indexEpoch: 1, claims: [encodeBase64url(random(32))] }
    const { body } = await olga.device.ask('reserveClaims', { body: { accountId, claims } })
    expect(body).toMatchObject({ code: 'forbidden' })
  })

  test('goes to nobody who may create no accounts', async () => {
    const accountId = indexListId(workspace.workspaceId)
    const { keys, list } = workspace.index
    const next = await nextList(olga, { accountId, keys, list }, [olga, uma, gus])
    expect(await outcome(olga, { accountId, lists: [next.push] })).toBe(
      'object_refused access.grantee',
    )
  })

  test('makes claims stale once it was changed', async () => {
    const ada = await addMember(workspace, 'Ada', 'admin')
    const claims = { indexEpoch: 1, claims: [encodeBase64url(random(32))] }
    const { accountId } = await createAccount(olga)
    expect(await outcome(olga, { accountId, claims })).toBe('accepted')
    await remove(workspace, ada)
    expect(await outcome(olga, { accountId, claims })).toBe('index_key_stale')
    const { body } = await olga.device.ask('reserveClaims', { body: { accountId, claims } })
    expect(body.code).toBe('index_key_stale')
  })
})

describe('usernames', () => {
  test('are one account’s alone, reserved or saved', async () => {
    const indexEpoch = workspace.index.keys.profile.epoch
    const claims = { indexEpoch, claims: [encodeBase64url(random(32))] }
    const first = await makeAccount(olga)
    const second = await makeAccount(uma)
    const reserve = async (by: TestMember, accountId: string): Promise<boolean> =>
      (await by.device.must('reserveClaims', { body: { accountId, claims } })).isTaken
    expect(await reserve(olga, first.accountId)).toBe(false)
    expect(await reserve(uma, second.accountId)).toBe(true)
    expect(await outcome(olga, { ...first.push, claims })).toBe('accepted')
    expect(await outcome(uma, { ...second.push, claims })).toBe('username_taken')
    const kept = await pushOne(uma, { ...second.push, claims, onTaken: 'keep' })
    expect(kept).toMatchObject({ outcome: 'accepted', isUsernameTaken: true })
  })

  test('are not reserved for an account of others', async () => {
    const { accountId } = await createAccount(olga)
    const indexEpoch = workspace.index.keys.profile.epoch
    const claims = { indexEpoch, claims: [encodeBase64url(random(32))] }
    const { body } = await uma.device.ask('reserveClaims', { body: { accountId, claims } })
    expect(body).toMatchObject({ code: 'forbidden', rule: 'needs-account-owner' })
  })
})
