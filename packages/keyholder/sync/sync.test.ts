import { describe, expect, test } from 'vitest'
import { accountsWithTakenUsername } from '../commands/accounts/attention.ts'
import { createAccount, deleteAccount, editAccount, restoreAccount } from '../accounts.ts'
import { encodeAccount, exampleAccount } from '../accounts/cases/fixtures.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import type { OpenAccount } from '../vault/vault.ts'
import { beginAtServer, deviceOf } from './cases/device.ts'
import { twoDevices } from './cases/two-devices.ts'

const KEEP = { onTaken: 'keep' } as const
const edit = (by: string, at = 10_000) => ({ at, by })

function contentOf({ profile, secrets }: OpenAccount) {
  return { profile, secrets: secrets! }
}

function bytesOf(account: OpenAccount | undefined): Uint8Array {
  return encodeAccount(contentOf(account!))
}

describe('two devices of a member', () => {
  test('what one saves the other has after both have synchronised', async () => {
    const { server, phone, laptop } = await twoDevices()
    const id = await phone.vault.create(exampleAccount(), KEEP)
    const report = await phone.sync()
    expect(report).toMatchObject({ pushed: 1, kept: 0, refused: [] })
    expect(await phone.vault.pendingCount()).toBe(0)
    expect((await phone.vault.get(id))?.isPending).toBe(false)
    await laptop.sync()
    expect(bytesOf(await laptop.vault.get(id))).toEqual(encodeAccount(exampleAccount()))
    expect(laptop.vault.index.search('perch', 5)).toHaveLength(1)
    expect(server.claims.size).toBe(1)
  })

  test('[C95] a stale change is merged and pushed again, and nobody sees it', async () => {
    const { phone, laptop } = await twoDevices()
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const base = exampleAccount()
    await phone.vault.save(id, editAccount(base, { username: 'bo' }, edit('p')), KEEP)
    await laptop.vault.save(id, editAccount(base, { notes: 'new' }, edit('l')), KEEP)
    await phone.sync()
    await laptop.sync()
    await phone.sync()
    for (const { vault } of [phone, laptop]) {
      const account = await vault.get(id)
      expect(account?.profile.username.value).toBe('bo')
      expect(account?.secrets?.notes.value.reveal()).toBe('new')
      expect(account?.isPending).toBe(false)
    }
  })

  test('[C104] a deleted account is restored on all devices with its passkeys', async () => {
    const { server, phone, laptop } = await twoDevices()
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.vault.save(id, deleteAccount(exampleAccount(), edit('p')), KEEP)
    await phone.sync()
    await laptop.sync()
    expect(server.claims.size).toBe(0)
    const [deleted] = await laptop.vault.deleted()
    const restored = restoreAccount(contentOf(deleted!), edit('l', 20_000))
    await laptop.vault.save(id, restored, KEEP)
    await laptop.sync()
    await phone.sync()
    expect(phone.vault.index.get(id)?.passkeys).toBe(2)
    expect((await phone.vault.get(id))?.secrets?.passkeys.size).toBe(2)
    expect(server.claims.size).toBe(1)
  })
})

describe('two members', () => {
  test('[C112] a shared account is there for both, and goes from who loses it', async () => {
    const workspace = await TestWorkspace.begin()
    const anna = await workspace.join('Anna', 'user')
    const server = await beginAtServer(workspace)
    const olga = await deviceOf(server, 'Olga')
    const annas = await deviceOf(server, 'Anna')
    const id = await olga.vault.create(exampleAccount(), KEEP)
    await olga.sync()
    await olga.vault.share(id, anna.memberId, 'owner')
    await olga.sync()
    await annas.sync()
    expect(bytesOf(await annas.vault.get(id))).toEqual(encodeAccount(exampleAccount()))
    expect(annas.vault.relationOf(id)).toBe('owner')
    await olga.vault.unshare(id, anna.memberId)
    await olga.sync()
    await annas.sync()
    expect(await annas.vault.get(id)).toBeUndefined()
    expect(annas.vault.index.size).toBe(0)
    for (const collection of ['lists', 'writes', 'keys'] as const)
      for (const { key } of await annas.replica.list(collection)) expect(key).not.toContain(id)
    const account = server.accounts.get(id)!
    expect(account.list?.statement).toMatchObject({ profile: { epoch: 2 }, secrets: { epoch: 2 } })
    expect(bytesOf(await olga.vault.get(id))).toEqual(encodeAccount(exampleAccount()))
  })

  test('the index key reaches whoever may create accounts, and no one else', async () => {
    const workspace = await TestWorkspace.begin()
    const anna = await workspace.join('Anna', 'user')
    const gus = await workspace.join('Gus', 'guest')
    const server = await beginAtServer(workspace)
    const olga = await deviceOf(server, 'Olga')
    await olga.sync()
    const [index] = [...server.accounts.values()]
    const now = server.accounts.get(index!.accountId)!.list!.statement.grants
    const ids = now.map(({ granteeId }) => granteeId)
    expect(ids).toContain(anna.memberId)
    expect(ids).not.toContain(gus.memberId)
  })

  test('a username that another account has is marked, and nothing is lost', async () => {
    const workspace = await TestWorkspace.begin()
    await workspace.join('Anna', 'user')
    const server = await beginAtServer(workspace)
    const olga = await deviceOf(server, 'Olga')
    const annas = await deviceOf(server, 'Anna')
    await olga.sync()
    const fields = { appName: 'Perch', username: 'ana' }
    await olga.vault.create(createAccount(fields, edit('o')), { onTaken: 'refuse' })
    const refused = await annas.vault.create(createAccount(fields, edit('a')), {
      onTaken: 'refuse',
    })
    const kept = await annas.vault.create(createAccount(fields, edit('a')), KEEP)
    await olga.sync()
    expect(await annas.sync()).toMatchObject({ pushed: 1, kept: 1 })
    expect(await annas.vault.get(refused)).toMatchObject({ isUsernameTaken: true, isPending: true })
    expect(await annas.vault.get(kept)).toMatchObject({ isUsernameTaken: true, isPending: false })
    const inNeed = async () => new Set(await accountsWithTakenUsername({ vault: annas.vault }))
    expect(await inNeed()).toEqual(new Set([refused, kept]))
    const renamed = editAccount(
      createAccount(fields, edit('a')),
      { username: 'bo' },
      edit('a', 2e4),
    )
    await annas.vault.save(refused, renamed, { onTaken: 'refuse' })
    await annas.sync()
    expect(await annas.vault.get(refused)).toMatchObject({
      isUsernameTaken: false,
      isPending: false,
    })
    expect(await inNeed()).toEqual(new Set([kept]))
  })
})
