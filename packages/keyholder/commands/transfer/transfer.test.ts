import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import type { Argon2id } from '@keyward/primitives/kdf'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { describe, expect, test } from 'vitest'
import { NO_LIMITS } from '@keyward/cosigning/terms'
import { createCollection, IN_COLLECTION, writeShares } from '../../accounts.ts'
import { shareOf } from '../../sharing/shares/shares.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { createAccount } from '../accounts/create.ts'
import { editAccount } from '../accounts/edit.ts'
import { openedAccount } from '../accounts/opened.ts'
import { deleteAccount } from '../accounts/remove.ts'
import { testDesk } from '../cases/desk.ts'
import { exportAccounts } from './export.ts'
import { importAccounts } from './import.ts'

/** Quick, and of the same shape: what stretching costs is proven elsewhere. */
const argon2id: Argon2id = async ({ password, salt, length }) =>
  hkdfSha256({ ikm: password, salt, info: new Uint8Array(0) }, length)
const ports = { aead: webCryptoAead(crypto.subtle), argon2id, suffixes: publicSuffixes }
const passphrase = 'of the file'
const PERCH = { appName: 'Perch', username: 'studio', password: 'hunter2' }

describe('an export', () => {
  test('is recorded with its form and count, the deleted accounts among them', async () => {
    const desk = testDesk()
    await createAccount(desk, PERCH)
    const { accounts } = await exportAccounts(desk, { format: 'keyward', passphrase, ...ports })
    expect(accounts).toBe(1)
    expect(desk.vault.recorded).toEqual([
      { event: 'exported', subject: { count: 1, form: 'encrypted' } },
    ])
  })

  test('in the clear is refused by the policy, whatever there is to export', async () => {
    const desk = testDesk()
    await expect(exportAccounts(desk, { format: 'cxf', ...ports })).rejects.toMatchObject({
      refusal: 'plaintext-export-off',
    })
    const allowed = testDesk({ policies: { plaintextExport: true } })
    await createAccount(allowed, PERCH)
    const { bytes } = await exportAccounts(allowed, { format: 'cxf', ...ports })
    expect(Buffer.from(bytes).toString()).toContain('hunter2')
    expect(allowed.vault.recorded).toMatchObject([{ subject: { form: 'plaintext' } }])
  })

  test('leaves out what the member does not own, and says so', async () => {
    const desk = testDesk()
    const accountId = await createAccount(desk, PERCH)
    const content = desk.vault.saved.get(accountId)
    if (content !== undefined) desk.vault.put(accountId, content, 'manager')
    const exported = await exportAccounts(desk, { format: 'keyward', passphrase, ...ports })
    expect(exported).toMatchObject({ accounts: 0, notOwned: [accountId] })
  })
})

describe('an import', () => {
  async function exported(): Promise<{
    desk: ReturnType<typeof testDesk>
    file: Uint8Array
    id: string
  }> {
    const desk = testDesk()
    const id = await createAccount(desk, PERCH)
    const { bytes } = await exportAccounts(desk, { format: 'keyward', passphrase, ...ports })
    return { desk, file: bytes, id }
  }

  test('makes the accounts of another desk, under new ids', async () => {
    const { file, id } = await exported()
    const desk = testDesk()
    const { made } = await importAccounts(desk, file, { passphrase, ...ports })
    expect(made).toHaveLength(1)
    expect(made).not.toContain(id)
    expect((await openedAccount(desk, made[0] ?? '')).secrets?.password.value.reveal()).toBe(
      'hunter2',
    )
    expect(desk.vault.recorded).toContainEqual({ event: 'imported', subject: { count: 1 } })
  })

  test('merges what the member owns already, field by field', async () => {
    const { desk, file, id } = await exported()
    await editAccount(desk, id, { labels: ['kept'] })
    const imported = await importAccounts(desk, file, { passphrase, ...ports })
    expect(imported).toMatchObject({ made: [], merged: [id] })
    expect([...(await openedAccount(desk, id)).profile.labels.keys()]).toEqual(['kept'])
  })

  test('shares nothing, whatever the file says of teams and collections', async () => {
    const { desk, file: before, id } = await exported()
    const content = desk.vault.saved.get(id)
    if (content === undefined) throw new Error('It was made.')
    const marks = new Map([
      ['team', shareOf({ role: 'manager', limits: NO_LIMITS })],
      ['collection', IN_COLLECTION],
    ])
    const edit = { at: 1_900_000_000_000, by: 'elsewhere' }
    desk.vault.put(id, writeShares(content, marks, edit), 'owner')
    const { bytes: file } = await exportAccounts(desk, { format: 'keyward', passphrase, ...ports })
    const other = testDesk()
    const { made } = await importAccounts(other, file, { passphrase, ...ports })
    expect((await openedAccount(other, made[0] ?? '')).profile.shares.size).toBe(0)
    const own = testDesk()
    own.vault.put(id, content, 'owner')
    expect(await importAccounts(own, file, { passphrase, ...ports })).toMatchObject({
      merged: [id],
    })
    expect((await openedAccount(own, id)).profile.shares.size).toBe(0)
    // Nor is a collection of that id taken for the account.
    own.vault.put(id, createCollection('Night', edit), 'owner')
    const again = await importAccounts(own, before, { passphrase, ...ports })
    expect(again).toMatchObject({ merged: [], notImported: [] })
    expect(again.made).not.toContain(id)
  })

  test('makes no collection, though a file has one', async () => {
    const desk = testDesk()
    const { vault } = desk
    const collectionId = 'A'.repeat(22)
    vault.put(collectionId, createCollection('Night', { at: 1, by: 'a' }), 'owner')
    const opened = (await vault.get(collectionId)) as OpenAccount
    const withIt = { ...desk, vault: { ...vault, deleted: async () => [opened] } }
    const order = { format: 'keyward', passphrase, ...ports } as const
    const { bytes } = await exportAccounts(withIt, order)
    const imported = await importAccounts(testDesk(), bytes, { passphrase, ...ports })
    expect(imported).toMatchObject({ made: [], notImported: [{ reason: 'later-version' }] })
  })

  test('leaves out an account whose username is taken, here or at the server', async () => {
    const { file } = await exported()
    const here = testDesk()
    await createAccount(here, PERCH)
    const elsewhere = testDesk({ isFree: false })
    for (const desk of [here, elsewhere]) {
      const imported = await importAccounts(desk, file, { passphrase, ...ports })
      expect(imported).toMatchObject({
        made: [],
        notImported: [{ rows: [0], reason: 'username-taken' }],
      })
    }
    expect(elsewhere.vault.recorded).toEqual([])
  })

  test('tells how far it is, and is refused to who may not own accounts', async () => {
    const { file } = await exported()
    const told: number[][] = []
    await importAccounts(testDesk(), file, { passphrase, ...ports }, (done, of) => {
      told.push([done, of])
    })
    expect(told).toEqual([[1, 1]])
    const guest = testDesk({ role: 'guest' })
    await expect(importAccounts(guest, file, { passphrase, ...ports })).rejects.toMatchObject({
      refusal: 'needs-account-creator',
    })
  })

  test('takes deleted accounts over as deleted, which claim no username', async () => {
    const { desk, id } = await exported()
    await deleteAccount(desk, id)
    const content = desk.vault.saved.get(id)
    const vault = { ...desk.vault, deleted: async () => [await openedAccount(desk, id)] }
    expect(content).toBeDefined()
    const { bytes } = await exportAccounts(
      { ...desk, vault },
      { format: 'keyward', passphrase, ...ports },
    )
    const other = testDesk({ isFree: false })
    const { made } = await importAccounts(other, bytes, { passphrase, ...ports })
    expect(made).toHaveLength(1)
    expect(other.vault.index.size).toBe(0)
  })
})
