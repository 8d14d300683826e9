import { describe, expect, test } from 'vitest'
import { testDesk } from '../cases/desk.ts'
import { accountChanges, restoreFormer, showFormer } from './changes.ts'
import { createAccount } from './create.ts'
import { editAccount } from './edit.ts'
import { openedAccount } from './opened.ts'

const PERCH = { appName: 'Perch', username: 'one', password: 'hunter2' }

describe('the changes of an account', () => {
  test('say for each what was there before, and when and where it was replaced', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, PERCH)
    await editAccount(desk, id, { username: 'two' })
    await editAccount(desk, id, { username: 'three' })
    const now = (await openedAccount(desk, id)).profile.username
    const changes = await accountChanges(desk, id)
    expect(changes).toMatchObject([
      { field: 'username', former: 'two', at: now.at, deviceId: now.by, isRestorable: true },
      { field: 'username', former: 'one' },
    ])
    expect(changes[1]?.at).toBeLessThan(now.at)
  })

  test('give a former secret only with a record of it', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, PERCH)
    await editAccount(desk, id, { password: 'new' })
    const [change] = await accountChanges(desk, id)
    expect(change).toMatchObject({ field: 'password', former: undefined })
    expect(JSON.stringify(change)).not.toContain('hunter2')
    expect(desk.vault.recorded).toEqual([])
    expect(await showFormer(desk, id, change!.id)).toBe('hunter2')
    expect(desk.vault.recorded).toMatchObject([{ subject: { secret: 'password' } }])
    expect(await showFormer(desk, id, 'no such change')).toBeUndefined()
  })

  test('can be taken back, and back again', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, PERCH)
    await editAccount(desk, id, { username: 'two', password: 'new' })
    for (const { id: change } of await accountChanges(desk, id))
      expect(await restoreFormer(desk, id, change)).toBe(true)
    const { profile, secrets } = await openedAccount(desk, id)
    expect(profile.username.value).toBe('one')
    expect(secrets?.password.value.reveal()).toBe('hunter2')
    const formers = (await accountChanges(desk, id)).map(({ former }) => former)
    expect(formers).toContain('two')
    expect(await restoreFormer(desk, id, 'no such change')).toBe(false)
  })

  test('bring no username back that another account has by now', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, PERCH)
    await editAccount(desk, id, { username: 'two' })
    await createAccount(desk, PERCH)
    const [change] = await accountChanges(desk, id)
    await expect(restoreFormer(desk, id, change!.id)).rejects.toMatchObject({
      rule: 'account.username-taken',
    })
  })
})
