import { encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { createAccount, deleteAccount, editAccount } from '../../accounts.ts'
import type { OpenAccount } from '../../vault.ts'
import { memoryRows } from '../cases/memory-rows.ts'
import { realVault } from '../cases/real-vault.ts'
import { iosCreate, systemScene } from '../cases/system-scene.ts'
import { answerRequest } from '../answer/answer.ts'
import { accountOfPasskey, listed, listingSource, type ListingSource } from './listing.ts'
import { type IndexParams, type ReplaceIndex, tellIndex } from './tell.ts'

const KEEP = { onTaken: 'keep' } as const

/** What a shell does with `index.replace`. */
function shell() {
  const state = { generation: 0, calls: [] as IndexParams[] }
  const accounts = new Map<string, string>()
  const entries = new Map<string, string>()
  return {
    state,
    accounts,
    entries,
    async replace(params: IndexParams) {
      if (params.after !== undefined && params.after !== state.generation)
        return 'conflict' as const
      state.calls.push(params)
      if (params.after === undefined) {
        accounts.clear()
        entries.clear()
      }
      for (const id of params.removed?.accounts ?? []) accounts.delete(id)
      for (const id of params.removed?.entries ?? []) entries.delete(id)
      for (const { accountId, label } of params.accounts) accounts.set(accountId, label)
      for (const entry of params.entries) entries.set(entry.credentialId, entry.userName)
      state.generation = params.generation
      return 'done' as const
    },
  }
}

async function scene() {
  const real = realVault()
  const { vault, rows } = await real.open()
  const system = systemScene({ vault, platform: real.platform })
  const make = async (changes = {}) =>
    answerRequest(system.device, system.person(), iosCreate(changes), {
      ...system.ports,
      rows: () => rows,
    })
  const told = shell()
  const source = listingSource(vault)
  return {
    real,
    vault,
    rows,
    make,
    told,
    source,
    tell: () => tellIndex(source, rows, told.replace),
  }
}

async function expectEqual({ vault, told }: Awaited<ReturnType<typeof scene>>) {
  const open = await Promise.all(
    vault.index.search('', 1000).map(({ accountId }) => vault.get(accountId)),
  )
  const there = open.filter((one) => one !== undefined)
  const ids = there.flatMap(({ profile }) => [...profile.passkeys.keys()]).toSorted()
  expect([...told.entries.keys()].toSorted()).toEqual(ids)
  expect([...told.accounts.keys()].toSorted()).toEqual(
    there.map(({ accountId }) => accountId).toSorted(),
  )
}

describe("the listing of the system's menu", () => {
  test('[C90] equals the vault after adding, editing, deleting and another tab, by changes alone', async () => {
    const all = await scene()
    const { vault, told, tell, make, real } = all
    await make()
    await tell()
    await expectEqual(all)
    await make({ rpId: 'other.example', userName: 'bo', appName: 'Other' })
    await tell()
    await expectEqual(all)
    const [id = ''] = [...told.accounts.keys()]
    const account = (await vault.get(id))!
    const content = { profile: account.profile, secrets: account.secrets! }
    await vault.save(id, editAccount(content, { username: 'cy' }, { at: 9e12, by: 'x' }), KEEP)
    await tell()
    expect([...told.entries.values()]).toContain('cy')
    await expectEqual(all)
    const other = await real.open()
    await other.vault.create(createAccount({ appName: 'Third' }, { at: 1, by: 'x' }), KEEP)
    await vault.save(id, deleteAccount(content, { at: 9e12 + 1, by: 'x' }), KEEP)
    await tell()
    await expectEqual(all)
    expect(told.state.calls.filter(({ after }) => after === undefined)).toHaveLength(1)
  })

  test('[C90] a shell that has something else gets the whole', async () => {
    const all = await scene()
    await all.make()
    await all.tell()
    all.told.state.generation = 77
    all.told.entries.clear()
    await all.make({ rpId: 'other.example', userName: 'bo', appName: 'Other' })
    await all.tell()
    await expectEqual(all)
  })

  test('[C90] cut off before the shell was told, it is told the next time', async () => {
    const all = await scene()
    await all.make()
    await all.tell()
    await all.make({ rpId: 'other.example', userName: 'bo', appName: 'Other' })
    const gone = tellIndex(all.source, all.rows, () => Promise.reject(new Error('killed')))
    await expect(gone).rejects.toThrow('killed')
    await all.tell()
    await expectEqual(all)
  })

  test('[C90] cut off at any message, or told by two pages at once, it lacks nothing that stayed', async () => {
    const all = await scene()
    const { vault, told, source, rows } = all
    await all.make()
    await all.make({ rpId: 'other.example', userName: 'bo', appName: 'Other' })
    await all.tell()
    const edited = async (username: string): Promise<void> => {
      for (const id of told.accounts.keys()) {
        const { profile, secrets } = (await vault.get(id))!
        const content = { profile, secrets: secrets! }
        await vault.save(id, editAccount(content, { username }, { at: 9e12, by: username }), KEEP)
      }
    }
    const ids = [...told.entries.keys()].toSorted()
    for (let messages = 0; messages < 3; messages += 1) {
      await edited(`cut ${messages}`)
      let left = messages
      const dying: ReplaceIndex = async (params) => {
        if (left === 0) throw new Error('killed')
        left -= 1
        return told.replace(params)
      }
      await tellIndex(source, rows, dying).catch(() => undefined)
      expect([...told.entries.keys()].toSorted(), `${messages} messages`).toEqual(ids)
      await all.tell()
      await expectEqual(all)
    }
    const other = await all.real.open()
    const there = listingSource(other.vault)
    for (let round = 0; round < 5; round += 1) {
      await edited(`both ${round}`)
      await Promise.all([all.tell(), tellIndex(there, other.rows, told.replace)])
      expect([...told.entries.keys()].toSorted(), `round ${round}`).toEqual(ids)
    }
    await all.tell()
    await expectEqual(all)
  })

  test('[C84] 10,000 passkeys: one change opens one account, and one row finds an account', async () => {
    const rows = memoryRows()
    const template = await profileWithPasskey()
    const stamps = new Map<string, number>()
    for (let number = 0; number < 10_000; number += 1) stamps.set(idOf(number), 1)
    let opened = 0
    const source: ListingSource = {
      accounts: () => stamps,
      async get(accountId) {
        opened += 1
        return accountWith(template, accountId)
      },
    }
    const told = shell()
    await tellIndex(source, rows, told.replace)
    expect([told.entries.size, told.accounts.size, opened]).toEqual([10_000, 10_000, 10_000])
    for (const params of told.state.calls)
      expect(JSON.stringify(params).length).toBeLessThan(100_000)
    stamps.set(idOf(5), 2)
    opened = 0
    const calls = told.state.calls.length
    await tellIndex(source, rows, told.replace)
    expect(opened).toBe(1)
    expect(told.state.calls.slice(calls).flatMap(({ entries }) => entries)).toHaveLength(1)
    const reads: string[] = []
    const counting = {
      get: async (key: string) => {
        reads.push(key)
        return rows.get(key)
      },
    }
    expect(await accountOfPasskey(counting, idOf(5))).toBe(idOf(5))
    expect(reads).toHaveLength(1)
    expect(rows.held.get(reads[0]!)!.length).toBeLessThan(5000)
  })

  test('rows that are damaged are made again', async () => {
    const all = await scene()
    await all.make()
    await all.tell()
    const changes = (await all.real.shared.open().list('directory')).map(({ key, value }) => ({
      collection: 'directory' as const,
      key,
      value: value.map((byte) => byte ^ 1),
    }))
    await all.real.shared.open().write(changes)
    expect(await listed(all.rows)).toEqual([])
    await all.tell()
    await expectEqual(all)
  })
})

function idOf(number: number): string {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setUint32(0, number)
  new DataView(bytes.buffer).setUint32(9, Math.imul(number, 2654435761))
  return encodeBase64url(bytes)
}

async function profileWithPasskey(): Promise<OpenAccount> {
  const { vault, make } = await scene()
  await make()
  const [{ accountId } = { accountId: '' }] = vault.index.search('', 1)
  return (await vault.get(accountId))!
}

/** The same account under another id, its passkey under that id too. */
function accountWith(template: OpenAccount, accountId: string): OpenAccount {
  const [passkey] = [...template.profile.passkeys.values()]
  const credentialId = Uint8Array.from(Buffer.from(accountId, 'base64url'))
  const passkeys = new Map([[accountId, { ...passkey!, credentialId }]])
  return { ...template, accountId, profile: { ...template.profile, passkeys } }
}
