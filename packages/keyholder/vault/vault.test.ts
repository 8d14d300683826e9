import { indexListId } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { createAccount, deleteAccount, editAccount } from '../accounts.ts'
import { encodeAccount, exampleAccount } from '../accounts/cases/fixtures.ts'
import { memoryReplica } from '../replica.ts'
import { testPlatform } from './cases/platform.ts'
import { TestMembership, TestWorkspace } from './cases/workspace.ts'
import { openVault } from './open-vault.ts'

const workspace = await TestWorkspace.begin()
const KEEP = { onTaken: 'keep' } as const
const edit = { at: 10_000, by: 'device-x' }

function scene() {
  const shared = memoryReplica()
  const ports = {
    platform: testPlatform(7, () => 1_767_225_600_000),
    unlocked: workspace.unlocked('Olga'),
    membership: new TestMembership(workspace.entries),
    indexListId: indexListId(workspace.workspaceId),
  }
  const open = () => openVault({ ...ports, replica: shared.open() })
  return { shared, open, replica: shared.open() }
}

describe('accounts of an open vault', () => {
  test('what was created is there, found and counted as not synchronised', async () => {
    const { open } = scene()
    const vault = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    const account = await vault.get(id)
    expect(encodeAccount({ profile: account!.profile, secrets: account!.secrets! })).toEqual(
      encodeAccount(exampleAccount()),
    )
    expect(account).toMatchObject({ relation: 'owner', isPending: true, isUsernameTaken: false })
    expect(account?.grants).toEqual([
      { granteeId: workspace.member('Olga').memberId, role: 'owner' },
    ])
    expect(vault.index.search('per', 10).map(({ accountId }) => accountId)).toEqual([id])
    expect(vault.relationOf(id)).toBe('owner')
    expect(await vault.pendingCount()).toBe(1)
  })

  test('what was saved is there after locking and unlocking again', async () => {
    const { open } = scene()
    const vault = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    await vault.save(id, editAccount(exampleAccount(), { username: 'bo' }, edit), KEEP)
    vault.close()
    const again = await open()
    expect((await again.get(id))?.profile.username.value).toBe('bo')
    expect(again.index.get(id)?.username).toBe('bo')
  })

  test('[C94] two tabs that save what they read keep both changes', async () => {
    const { open } = scene()
    const one = await open()
    const id = await one.create(exampleAccount(), KEEP)
    const two = await open()
    await Promise.all([
      one.save(id, editAccount(exampleAccount(), { username: 'bo' }, edit), KEEP),
      two.save(id, editAccount(exampleAccount(), { notes: 'new' }, { at: 9000, by: 'y' }), KEEP),
    ])
    const account = await one.get(id)
    expect(account?.profile.username.value).toBe('bo')
    expect(account?.secrets?.notes.value.reveal()).toBe('new')
  })

  test('a tab is told of what another one saved, and its index follows', async () => {
    const { open } = scene()
    const one = await open()
    const two = await open()
    const told = new Promise<readonly string[]>((resolve) => two.watch(resolve))
    const id = await one.create(exampleAccount(), KEEP)
    expect(await told).toEqual([id])
    expect(two.index.get(id)?.appName).toBe('Perch')
  })

  test('a deleted account is not found, and is listed to be restored', async () => {
    const { open } = scene()
    const vault = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    await vault.save(id, deleteAccount(exampleAccount(), edit), KEEP)
    expect(vault.index.search('', 10)).toEqual([])
    const [deleted] = await vault.deleted()
    expect(deleted).toMatchObject({ accountId: id, deletedAt: edit.at })
  })

  test('an account that is not there is unknown, and is not made by saving', async () => {
    const { open } = scene()
    const vault = await open()
    expect(await vault.get(workspace.workspaceId)).toBeUndefined()
    await expect(vault.save(workspace.workspaceId, exampleAccount(), KEEP)).rejects.toMatchObject({
      rule: 'account.unknown',
    })
  })

  test('[C107] what was done is kept in the batch of the change it belongs to', async () => {
    const { open, replica } = scene()
    const vault = await open()
    const accountId = workspace.workspaceId as string
    const activity = [
      {
        event: 'passkey-created',
        subject: { accountId, credentialIdHash: new Uint8Array(32) },
      } as const,
    ]
    await vault.create(exampleAccount(), { ...KEEP, activity, accountId })
    expect(await replica.count('activity')).toBe(1)
  })

  test('nothing readable of an account lies in the replica', async () => {
    const { open, replica } = scene()
    const vault = await open()
    await vault.create(exampleAccount(), KEEP)
    const collections = ['meta', 'keys', 'pending', 'index', 'writes', 'lists'] as const
    for (const collection of collections) {
      for (const { value } of await replica.list(collection)) {
        const text = Buffer.from(value).toString('latin1')
        for (const word of ['Perch', 'perch.example', 'ana@', 'correct horse'])
          expect(text).not.toContain(word)
      }
    }
  })

  test('a username is known to be taken by another account of the same app alone', async () => {
    const { open } = scene()
    const vault = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    const same = createAccount(
      { appName: 'Nest', username: 'ANA@perch.example ', rpIds: ['login.perch.example'] },
      edit,
    )
    const other = createAccount({ appName: 'Nest', username: 'ana@perch.example' }, edit)
    // The suffix "example" has no rules of its own, so that perch.example is the domain of both.
    expect((await vault.claimedLocally(same))?.accountId).toBe(id)
    expect(await vault.claimedLocally(same, id)).toBeUndefined()
    expect(await vault.claimedLocally(other)).toBeUndefined()
  })
})

describe('the index of an open vault', () => {
  test('lost and damaged shards are made again from the profiles', async () => {
    const { open, replica } = scene()
    const vault = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    for (const value of [null, new Uint8Array(50)]) {
      const [shard] = await replica.list('index')
      await replica.write([{ collection: 'index', key: shard!.key, value }])
      expect((await open()).index.get(id)?.appName).toBe('Perch')
    }
    const rows = await replica.list('index')
    await replica.write(rows.map(({ key }) => ({ collection: 'index', key, value: null })))
    expect((await open()).index.get(id)?.appName).toBe('Perch')
  })

  test('it grows by splitting its shards, and one change writes one of them', async () => {
    const { open, replica } = scene()
    const vault = await open()
    const ids: string[] = []
    for (let n = 0; n < 140; n += 1)
      ids.push(await vault.create(createAccount({ appName: `App ${n}` }, edit), KEEP))
    const before = await replica.list('index')
    expect(before).toHaveLength(3)
    await vault.save(ids[0]!, createAccount({ appName: 'Nest' }, { at: 20_000, by: 'z' }), KEEP)
    const after = await replica.list('index')
    const changed = after.filter(({ value }, at) => !Buffer.from(value).equals(before[at]!.value))
    expect(changed).toHaveLength(1)
    const again = await open()
    expect(again.index.size).toBe(140)
    expect(again.index.get(ids[0]!)?.appName).toBe('Nest')
  })
})
