import { describe, expect, test } from 'vitest'
import { editAccount } from '../../accounts.ts'
import { exampleAccount } from '../../accounts/cases/fixtures.ts'
import type { Change } from '../../replica.ts'
import { beginAtServer, deviceOf } from '../../sync/cases/device.ts'
import { TestWorkspace } from '../cases/workspace.ts'
import { knownKey, writeKey } from '../rows/row-keys.ts'

const KEEP = { onTaken: 'keep' } as const

/** A device with an account that has been at the server, and what its replica said of it before an edit. */
async function edited(seed: number) {
  const workspace = await TestWorkspace.begin(seed)
  const phone = await deviceOf(await beginAtServer(workspace), 'Olga')
  const { vault, replica } = phone
  const id = await vault.create(exampleAccount(), KEEP)
  await phone.sync()
  const row = async (key: string): Promise<Uint8Array> =>
    (await replica.get('writes', key)) as Uint8Array
  const before = { known: await row(knownKey(id)), profile: await row(writeKey(id, 'profile')) }
  const { profile, secrets } = (await vault.get(id))!
  const changed = editAccount(
    { profile, secrets: secrets! },
    { username: 'bo' },
    { at: 20_000, by: 'p' },
  )
  await vault.save(id, changed, KEEP)
  await phone.sync()
  const put = (key: string, value: Uint8Array): Promise<void> => {
    const change: Change = { collection: 'writes', key, value }
    return replica.write([change])
  }
  return { vault, id, before, row, put }
}

describe('a write that this device has verified and kept', () => {
  test('opens without another look at its signature', async () => {
    const { vault, id } = await edited(61)
    expect((await vault.get(id))?.profile.username.value).toBe('bo')
  })

  test('does not open when somebody put another one of the same author in its place', async () => {
    const { vault, id, before, put } = await edited(62)
    await put(writeKey(id, 'profile'), before.profile)
    await expect(vault.get(id)).rejects.toMatchObject({ rule: 'replica.damaged' })
  })

  test('does not open when a bit of its signature, its statement or its content was changed', async () => {
    const { vault, id, row, put } = await edited(63)
    const profile = await row(writeKey(id, 'profile'))
    for (let at = 0; at < profile.length; at += 17) {
      const changed = profile.slice()
      changed[at]! ^= 1
      await put(writeKey(id, 'profile'), changed)
      await expect(vault.get(id), `byte ${at}`).rejects.toMatchObject({ rule: 'replica.damaged' })
    }
    await put(writeKey(id, 'profile'), profile)
    expect((await vault.get(id))?.profile.username.value).toBe('bo')
  })

  test('the hash by which it counts is sealed for its place', async () => {
    const { vault, id, row, put } = await edited(64)
    const other = await vault.create(exampleAccount(), KEEP)
    await put(knownKey(other), await row(knownKey(id)))
    await expect(vault.get(other)).rejects.toMatchObject({ rule: 'replica.damaged' })
  })
})
