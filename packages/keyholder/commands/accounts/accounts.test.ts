import type { MemberId } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import { createAccount as contentOf } from '../../accounts.ts'
import { GUEST, OTHER, testDesk } from '../cases/desk.ts'
import type { OpenDesk } from '../keyholder.ts'
import { createAccount } from './create.ts'
import { editAccount } from './edit.ts'
import { accountHistory } from './history.ts'
import { listAccounts } from './list.ts'
import { openedAccount } from './opened.ts'
import { deleteAccount, restoreAccount } from './remove.ts'
import { recordReveal, revealSecrets } from './reveal.ts'
import { shareAccount, unshareAccount } from '../sharing/share.ts'

const PERCH = { appName: 'Perch', username: 'studio' }

describe('creating an account', () => {
  test('takes the username at the server before anything is kept', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, PERCH)
    expect(desk.reserved).toEqual([accountId])
    expect(listAccounts(desk, 'perch', 10)).toMatchObject([{ accountId, relation: 'owner' }])
  })

  test.each(['login-only', 'guest'] as const)('is refused to the role %s', async (role) => {
    const desk = testDesk({ role })
    await expect(createAccount(desk, PERCH)).rejects.toMatchObject({
      rule: 'forbidden',
      refusal: 'needs-account-creator',
    })
    expect(desk.vault.saved.size).toBe(0)
  })

  test.each(['', '   '])('needs the name of an app, which %j is not', async (appName) => {
    await expect(createAccount(testDesk(), { appName })).rejects.toMatchObject({
      rule: 'account.incomplete',
    })
  })

  test.each(['studio', ' STUDIO ', 'ｓtudio'])(
    'refuses the taken username %j',
    async (username) => {
      const desk = testDesk()
      await createAccount(desk, PERCH)
      await expect(createAccount(desk, { ...PERCH, username })).rejects.toMatchObject({
        rule: 'account.username-taken',
      })
      expect(desk.vault.saved.size).toBe(1)
      expect(desk.reserved).toHaveLength(1)
    },
  )

  test('refuses a username that only the server knows of', async () => {
    const desk = testDesk({ isFree: false })
    await expect(createAccount(desk, PERCH)).rejects.toMatchObject({
      rule: 'account.username-taken',
    })
    expect(desk.vault.saved.size).toBe(0)
  })

  test('goes on without the server, and without a username asks nobody', async () => {
    const offline = testDesk({ isFree: undefined })
    await createAccount(offline, PERCH)
    const taken = testDesk({ isFree: false })
    await createAccount(taken, { appName: 'Perch' })
    expect(taken.reserved).toEqual([])
  })
})

describe('changing an account', () => {
  test('keeps its own username, and gives another one only when it is free', async () => {
    const desk = testDesk()
    const one = await createAccount(desk, PERCH)
    await createAccount(desk, { ...PERCH, username: 'two' })
    expect(await editAccount(desk, one, { labels: ['team'] })).toBe(true)
    expect(await editAccount(desk, one, { labels: ['team'] })).toBe(false)
    await expect(editAccount(desk, one, { username: 'TWO' })).rejects.toMatchObject({
      rule: 'account.username-taken',
    })
    await expect(editAccount(desk, one, { appName: ' ' })).rejects.toMatchObject({
      rule: 'account.incomplete',
    })
    expect((await openedAccount(desk, one)).profile.username.value).toBe('studio')
  })

  test('is for its Owners', async () => {
    const desk = testDesk()
    const content = contentOf(PERCH, { at: 1, by: 'elsewhere' })
    desk.vault.put('shared', content, 'collaborator')
    for (const work of [
      editAccount(desk, 'shared', { username: 'x' }),
      deleteAccount(desk, 'shared'),
      restoreAccount(desk, 'shared'),
      revealSecrets(desk, 'shared', ['password']),
      accountHistory(desk, 'shared'),
      shareAccount(desk as unknown as OpenDesk, 'shared', { memberIds: [OTHER], role: 'owner' }),
      unshareAccount(desk as unknown as OpenDesk, 'shared', OTHER),
    ])
      await expect(work).rejects.toMatchObject({
        rule: 'forbidden',
        refusal: 'needs-account-owner',
      })
    await expect(editAccount(desk, 'none', {})).rejects.toMatchObject({ rule: 'account.unknown' })
  })

  test('deletes and restores, unless the username was taken meanwhile', async () => {
    const desk = testDesk()
    const one = await createAccount(desk, PERCH)
    await deleteAccount(desk, one)
    expect(listAccounts(desk, '', 10)).toEqual([])
    const two = await createAccount(desk, PERCH)
    await expect(restoreAccount(desk, one)).rejects.toMatchObject({
      rule: 'account.username-taken',
    })
    await deleteAccount(desk, two)
    await restoreAccount(desk, one)
    expect(listAccounts(desk, '', 10)).toMatchObject([{ accountId: one }])
  })
})

describe('secrets', () => {
  test('are revealed with a record of it, and without one where there are none', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, { ...PERCH, password: 'hunter2' })
    const revealed = await revealSecrets(desk, accountId, ['password', 'note'])
    expect(revealed).toEqual({ password: 'hunter2' })
    expect(desk.vault.recorded).toEqual([
      { event: 'secret-revealed', subject: { accountId, secret: 'password' } },
    ])
    await revealSecrets(desk, accountId, ['note'])
    expect(desk.vault.recorded).toHaveLength(1)
  })

  test('of the history are recorded too, and do not print', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, { ...PERCH, password: 'hunter2' })
    await editAccount(desk, accountId, { password: 'new', username: 'other' })
    const history = await accountHistory(desk, accountId)
    expect(history.map(({ field }) => field).toSorted()).toEqual(['password', 'username'])
    expect(JSON.stringify(history)).not.toContain('hunter2')
    await recordReveal(desk, accountId, history)
    expect(desk.vault.recorded).toMatchObject([{ subject: { secret: 'password' } }])
  })

  test('are not given when the record can not be kept', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, { ...PERCH, password: 'hunter2' })
    const full = {
      ...desk,
      vault: { ...desk.vault, record: () => Promise.reject(new Error('full')) },
    }
    await expect(revealSecrets(full, accountId, ['password'])).rejects.toThrow('full')
  })
})

describe('sharing', () => {
  test('gives ownership to members who may own, and to all of them or none', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, PERCH)
    const given: string[] = []
    const vault = { ...desk.vault, share: async (_: string, id: string) => void given.push(id) }
    const share = (memberIds: readonly MemberId[], role: 'owner' | 'manager') =>
      shareAccount({ ...desk, vault } as unknown as OpenDesk, accountId, { memberIds, role })
    for (const role of ['owner', 'manager'] as const)
      await expect(share([OTHER, GUEST], role)).rejects.toMatchObject({
        refusal: 'collaborator-only',
      })
    expect(given).toEqual([])
    await share([OTHER, OTHER], 'owner')
    expect(given).toEqual([OTHER])
  })

  test('ends only for who has the account', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, PERCH)
    await expect(
      unshareAccount(desk as unknown as OpenDesk, accountId, OTHER),
    ).rejects.toMatchObject({
      rule: 'membership.unknown-member',
    })
  })
})
