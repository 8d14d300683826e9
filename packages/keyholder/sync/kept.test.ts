import { encodeCbor } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { createAccount, editAccount } from '../accounts.ts'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { KeyholderError } from '../error.ts'
import { loadAccount } from '../vault/account/load.ts'
import { sealNext } from '../vault/push/seal.ts'
import type { TestDeviceAtWork } from './cases/device.ts'
import { twoDevices } from './cases/two-devices.ts'
import { syncStatus } from './report.ts'
import { READER, readState, stateChange } from './state.ts'
import { syncOnce } from './sync-once.ts'

const KEEP = { onTaken: 'keep' } as const

async function pair(seed: number) {
  const devices = await twoDevices(seed)
  await devices.phone.sync()
  return devices
}

/** The profile as a later version of Keyward would write it: nothing here can read that. */
async function laterProfile({ vault, membership }: TestDeviceAtWork, accountId: string) {
  const stored = (await loadAccount(vault.context, vault.context.replica, accountId))!
  return sealNext(vault.context, membership, {
    accountId,
    compartment: 'profile',
    known: stored.known?.profile,
    key: stored.keys!.profile,
    latest: {
      profile: stored.known!.profile!.version + 1,
      secrets: stored.known!.secrets!.version,
    },
    bytes: encodeCbor(new Map([['v', 2]])),
    content: undefined,
  })
}

describe('what a device can not read', () => {
  test('[C96] it is set apart with its bytes, the others come, and it is not pushed over', async () => {
    const { server, phone, laptop } = await pair(31)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    const other = await phone.vault.create(
      createAccount({ appName: 'Nest' }, { at: 1, by: 'p' }),
      KEEP,
    )
    await phone.sync()
    const { bytes } = await laterProfile(phone, id)
    const body = {
      accounts: [
        {
          accountId: id,
          lists: [],
          profile: Buffer.from(bytes).toString('base64url'),
          secrets: null,
          claims: null,
          isDeleted: null,
          onTaken: 'keep',
          isPutBack: false,
        },
      ],
    } as never
    await phone.ports.remote.call('push', { body })
    const report = await laptop.sync()
    expect(report.refused).toEqual([{ accountId: id, rule: 'content.version' }])
    expect(await laptop.vault.get(id)).toBeUndefined()
    expect((await laptop.vault.get(other))?.profile.appName.value).toBe('Nest')
    const [apart] = await laptop.vault.apart()
    expect(apart).toMatchObject({ accountId: id, rule: 'content.version' })
    expect(Buffer.from(apart!.bytes).equals(bytes)).toBe(true)

    // The phone still has what it could read, and may change it; that waits and overwrites nothing.
    await phone.sync()
    const changed = editAccount(exampleAccount(), { username: 'bo' }, { at: 3e4, by: 'p' })
    await phone.vault.save(id, changed, KEEP)
    await phone.sync()
    expect(server.accounts.get(id)?.profile?.value.version).toBe(2)
    expect(await phone.vault.pendingCount()).toBe(1)
  })

  test('[C97] members that a later version added survive an edit by this one', async () => {
    const { phone, laptop } = await pair(32)
    const made = exampleAccount()
    const future = new Map([['future', 'kept']])
    const content = {
      profile: { ...made.profile, rest: future },
      secrets: { ...made.secrets, rest: future },
    }
    const id = await phone.vault.create(content, KEEP)
    await phone.sync()
    await laptop.sync()
    const { profile, secrets } = (await laptop.vault.get(id))!
    const edit = { at: 3e4, by: 'l' }
    const changed = editAccount(
      { profile, secrets: secrets! },
      { username: 'bo', notes: 'n' },
      edit,
    )
    await laptop.vault.save(id, changed, KEEP)
    await laptop.sync()
    await phone.sync()
    const account = await phone.vault.get(id)
    expect(account?.profile.username.value).toBe('bo')
    expect(account?.profile.rest).toEqual(future)
    expect(account?.secrets?.rest).toEqual(future)
  })
})

describe('an account whose rows are damaged', () => {
  test('[C96] holds up no other: nothing is pushed over it, and the rest is exchanged', async () => {
    const { server, phone, laptop } = await pair(39)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const key = `${id}/known`
    await laptop.replica.write([{ collection: 'writes', key, value: new Uint8Array(80) }])
    const changed = editAccount(exampleAccount(), { username: 'bo' }, { at: 3e4, by: 'p' })
    await phone.vault.save(id, changed, KEEP)
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    const own = await laptop.vault.create(exampleAccount(), KEEP)
    const report = await laptop.sync()
    expect(report.refused).toEqual([{ accountId: id, rule: 'replica.damaged' }])
    expect(await laptop.vault.get(other)).toBeDefined()
    expect(server.accounts.has(own)).toBe(true)
    await expect(laptop.vault.get(id)).rejects.toMatchObject({ rule: 'replica.damaged' })
    expect(await laptop.vault.deleted()).toEqual([])
  })
})

describe('a pending change whose row is damaged', () => {
  test('[C96] stays as it is, and the account and all others come in', async () => {
    const { phone, laptop } = await pair(40)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const value = new Uint8Array(80)
    await laptop.replica.write([{ collection: 'pending', key: id, value }])
    const changed = editAccount(exampleAccount(), { username: 'bo' }, { at: 3e4, by: 'p' })
    await phone.vault.save(id, changed, KEEP)
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    expect(await laptop.vault.get(other)).toBeDefined()
    expect(await laptop.replica.get('pending', id)).toEqual(value)
  })
})

describe('what was set apart', () => {
  test('it is good again once the server gives all of it as it is', async () => {
    const { server, phone, laptop } = await pair(37)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    server.lie = (page) => ({
      ...page,
      accounts: page.accounts.map((change) => ({ ...change, profile: change.secrets })),
    })
    expect((await laptop.sync()).refused).toEqual([{ accountId: id, rule: 'write.context' }])
    server.lie = (page) => page
    await laptop.sync()
    expect(await laptop.vault.apart()).toHaveLength(1)
    await syncOnce(laptop.ports, { isWhole: true })
    expect(await laptop.vault.apart()).toEqual([])
    expect(laptop.vault.index.get(id)?.passkeys).toBe(2)
  })

  test('a program that can read more pulls everything anew by itself', async () => {
    const { phone, laptop } = await pair(38)
    await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    await laptop.sync()
    const { state } = await readState(laptop.replica)
    await laptop.replica.write([stateChange({ ...state, reader: READER - 1 })])
    expect((await laptop.sync()).pulled).toBe(2)
    expect((await laptop.sync()).pulled).toBe(0)
  })
})

describe('what the server does not take', () => {
  test('a change that it refuses is kept and marked, and is not offered again at once', async () => {
    const { server, phone, workspace } = await pair(33)
    const id = await phone.vault.create(exampleAccount(), KEEP)
    let pushes = 0
    server.network = (name) => {
      if (name === 'push') pushes += 1
      return undefined
    }
    server.refuse = 'object_refused'
    expect(await phone.sync()).toMatchObject({ kept: 1, pushed: 0 })
    const before = pushes
    await phone.sync()
    expect(pushes).toBe(before)
    expect((await phone.vault.get(id))?.isPending).toBe(true)
    server.refuse = undefined
    workspace.now += 3_600_000
    expect(await phone.sync()).toMatchObject({ kept: 0, pushed: 1 })
    expect(await phone.vault.pendingCount()).toBe(0)
  })

  test('a request that is too large is sent in parts', async () => {
    const { server, phone } = await pair(34)
    for (let n = 0; n < 3; n += 1) await phone.vault.create(exampleAccount(), KEEP)
    server.mostAccounts = 1
    expect(await phone.sync()).toMatchObject({ pushed: 3 })
  })

  test('[C107] what was done is reported once, and a refused statement holds up no other', async () => {
    const { server, phone } = await pair(35)
    const subject = { accountId: phone.deviceId, credentialIdHash: new Uint8Array(32) }
    await phone.vault.record([{ event: 'passkey-signed-in', subject }])
    await phone.replica.write([
      { collection: 'activity', key: '0000000000000000/x', value: Uint8Array.of(1) },
    ])
    server.network = (name, moment) => {
      if (name === 'reportActivity' && moment === 'answer') {
        server.network = () => undefined
        throw new KeyholderError('remote.offline', 'Cut off.')
      }
      return undefined
    }
    await phone.sync().catch(() => undefined)
    expect((await phone.sync()).reported).toBe(1)
    expect(server.statements.size).toBe(1)
    expect(await phone.replica.count('activity')).toBe(0)
    expect((await phone.vault.apart()).map(({ rule }) => rule)).toEqual(['object_refused'])
  })
})

describe('[C98] how synchronised a device is', () => {
  test('it knows when it last was, how much waits, and when that is too long ago', async () => {
    const { server, phone, workspace } = await pair(36)
    const { lastSync } = await syncStatus(phone.replica, workspace.now)
    expect(lastSync).toBe(workspace.now)
    await phone.vault.create(exampleAccount(), KEEP)
    workspace.now += 25 * 3_600_000
    server.network = () => {
      throw new KeyholderError('remote.offline', 'Cut off.')
    }
    await expect(phone.sync()).rejects.toMatchObject({ rule: 'remote.offline' })
    expect(await syncStatus(phone.replica, workspace.now)).toEqual({
      lastSync,
      pending: 1,
      isOverdue: true,
      isLogKeyNew: false,
    })
  })
})
