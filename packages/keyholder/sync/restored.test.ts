import { describe, expect, test } from 'vitest'
import { editAccount } from '../accounts.ts'
import { encodeAccount, exampleAccount } from '../accounts/cases/fixtures.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './cases/device.ts'
import { twoDevices } from './cases/two-devices.ts'

const KEEP = { onTaken: 'keep' } as const
const edit = (at: number) => ({ at, by: 'p' })

async function bytesOf({ vault }: TestDeviceAtWork, id: string): Promise<Uint8Array> {
  const { profile, secrets } = (await vault.get(id))!
  return encodeAccount({ profile, secrets: secrets! })
}

describe('a server that was restored from a backup', () => {
  test('gets back accounts, versions, lists and entries that it lost, and it is said', async () => {
    const { workspace, server, phone, laptop } = await twoDevices(9)
    const old = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const backup = server.backup()

    const anna = await workspace.join('Anna', 'user')
    server.growChain()
    await phone.sync()
    const fresh = await phone.vault.create(exampleAccount(), KEEP)
    const edited = editAccount(exampleAccount(), { username: 'bo', notes: 'n' }, edit(2e4))
    await phone.vault.save(old, edited, KEEP)
    await phone.vault.share(old, anna.memberId, 'owner')
    await phone.sync()
    server.restore(backup)

    const report = await phone.sync()
    expect(report.restored).toEqual({ entries: 1, accounts: 1 })
    expect(report.refused).toEqual([])
    expect(await phone.vault.pendingCount()).toBe(0)
    expect(server.chain).toHaveLength(workspace.entries.length)
    await laptop.sync()
    const annas = await deviceOf(server, 'Anna')
    await annas.sync()
    for (const device of [laptop, annas])
      expect(await bytesOf(device, old)).toEqual(await bytesOf(phone, old))
    expect(await bytesOf(laptop, fresh)).toEqual(await bytesOf(phone, fresh))
    expect((await phone.sync()).restored).toBeUndefined()
  })

  test('what was changed on both sides of the backup is merged, and no device is stuck', async () => {
    const { server, phone, laptop } = await twoDevices(10)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const backup = server.backup()
    await phone.vault.save(id, editAccount(exampleAccount(), { username: 'bo' }, edit(2e4)), KEEP)
    await phone.sync()
    server.restore(backup)
    // The laptop never saw what was lost, and writes the same version anew.
    const other = editAccount(exampleAccount(), { notes: 'laptop' }, { at: 3e4, by: 'l' })
    await laptop.vault.save(id, other, KEEP)
    await laptop.sync()
    await phone.sync()
    await laptop.sync()
    for (const { vault } of [phone, laptop]) {
      const account = await vault.get(id)
      expect(account?.profile.username.value).toBe('bo')
      expect(account?.secrets?.notes.value.reveal()).toBe('laptop')
      expect(await vault.apart()).toEqual([])
      expect(await vault.pendingCount()).toBe(0)
    }
  })

  test('one that only says that changes are too old is pulled anew, and nothing is put back', async () => {
    const workspace = await TestWorkspace.begin(11)
    const server = await beginAtServer(workspace)
    const phone = await deviceOf(server, 'Olga')
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    server.forgetBefore = server.revision + 1
    server.revision += 1
    const report = await phone.sync()
    expect(report).toMatchObject({ restored: undefined, pushed: 0, refused: [] })
    expect(await phone.vault.get(id)).toBeDefined()
  })
})
