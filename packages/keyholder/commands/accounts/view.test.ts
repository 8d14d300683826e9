import { describe, expect, test } from 'vitest'
import { createAccount as contentOf } from '../../accounts.ts'
import { testDesk } from '../cases/desk.ts'
import { createAccount } from './create.ts'
import { editAccount } from './edit.ts'
import { listAccounts, rankAccounts } from './list.ts'
import { isOneTimeCodeSeed, openOneTimeCodes } from './one-time-code.ts'
import { usernameHolder } from './username-holder.ts'
import { viewAccount } from './view.ts'

const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('an account as it is shown', () => {
  test('says which secrets there are, and holds none of them', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, {
      appName: 'Perch',
      username: 'studio',
      password: 'hunter2',
      oneTimeCodeSeed: SEED,
      hosts: ['perch.example'],
    })
    const view = await viewAccount(desk, id)
    expect(view).toMatchObject({
      appName: 'Perch',
      username: 'studio',
      hosts: ['perch.example'],
      secrets: ['password', 'one-time-code'],
      passkeys: [],
    })
    expect(JSON.stringify(view)).not.toMatch(/hunter2|GEZD/)
    expect(desk.vault.recorded).toEqual([])
  })

  test('tells who is no Owner nothing of secrets', async () => {
    const desk = testDesk()
    const content = contentOf({ appName: 'Perch', password: 'x', hosts: ['h'] }, { at: 1, by: 'd' })
    desk.vault.put('shared', content, 'collaborator')
    expect(await viewAccount(desk, 'shared')).toMatchObject({ secrets: [], hosts: [] })
  })
})

describe('one-time codes of an account', () => {
  test('are given with a record of it, and do not print', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, { appName: 'Perch', oneTimeCodeSeed: SEED })
    const codes = await openOneTimeCodes(desk, id)
    expect(codes?.codeAt(59_000)).toEqual({ code: '287082', expiresAt: 60_000 })
    expect(JSON.stringify(codes)).toBe('"[one-time codes]"')
    expect(desk.vault.recorded).toMatchObject([{ subject: { secret: 'one-time-code' } }])
  })

  test('are not given for what is no seed', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, { appName: 'Perch', oneTimeCodeSeed: 'no seed!' })
    expect(await openOneTimeCodes(desk, id)).toBeUndefined()
    expect(isOneTimeCodeSeed('no seed!')).toBe(false)
    expect(isOneTimeCodeSeed(`otpauth://totp/Perch?secret=${SEED}`)).toBe(true)
  })
})

describe('a username while it is typed', () => {
  test('is told with the account that has it, and nothing is taken for it', async () => {
    const desk = testDesk()
    const id = await createAccount(desk, { appName: 'Perch', username: 'studio' })
    const asked = desk.reserved.length
    const wanted = { appName: 'perch', username: ' STUDIO ' }
    expect(await usernameHolder(desk, wanted)).toMatchObject({ accountId: id })
    expect(await usernameHolder(desk, { ...wanted, username: 'free' })).toBeUndefined()
    expect(await usernameHolder(desk, { username: 'Studio' }, id)).toBeUndefined()
    const other = await createAccount(desk, { appName: 'Perch', username: 'two' })
    expect(await usernameHolder(desk, { username: 'Studio' }, other)).toMatchObject({
      accountId: id,
    })
    expect(desk.reserved).toHaveLength(asked + 1)
  })
})

test('accounts come one by one in the order of the list, as they were when it began', async () => {
  const desk = testDesk()
  const ids: string[] = []
  for (const username of ['c', 'a', 'b'])
    ids.push(await createAccount(desk, { appName: 'Perch', username }))
  const before = listAccounts(desk, 'perch', 10)
  const rows = rankAccounts(desk, 'perch')
  const first = rows.next()
  await editAccount(desk, ids[0] ?? '', { username: 'd' })
  expect([first.value, ...rows]).toEqual(before)
})
