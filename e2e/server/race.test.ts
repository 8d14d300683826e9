import { createAccount as contentOf } from '@keyward/keyholder/accounts'
import { createAccount, editAccount, listAccounts, showAccount } from '@keyward/keyholder/commands'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringIn, createWorkspace, OLGA, synchronised, UDO } from './cases/people.ts'
import { runServer, type TestServer } from './cases/server.ts'

const ROUNDS = 20

let server: TestServer
let olga: Keyholder
let udo: Keyholder

beforeAll(async () => {
  server = await runServer()
  olga = await createWorkspace(server.origin, OLGA)
  udo = await bringIn(olga, UDO)
  await synchronised(udo)
})
afterAll(async () => {
  await Promise.all([olga, udo].map((device) => device.close()))
  await server.close()
})

/** The same username as two people type it. */
const fieldsOf = (name: string) =>
  [
    { appName: 'Perch', username: name },
    { appName: ' perch ', username: ` ${name.toUpperCase()}` },
  ] as const

async function both<T>(work: (device: Keyholder, index: 0 | 1) => Promise<T>): Promise<[T, T]> {
  return Promise.all([work(olga, 0), work(udo, 1)])
}

/** The ids of one's own accounts with a username, however it is written. */
async function idsWith(device: Keyholder, name: string): Promise<string[]> {
  return listAccounts(await device.desk(), '', 10_000)
    .filter(({ username }) => username.trim().toLowerCase() === name)
    .map(({ accountId }) => accountId)
}

describe('two devices that take the same username at the same time', () => {
  test(`by the form: one account is made, the other person is told, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `form${round}@perch.example`
      const fields = fieldsOf(name)
      const told = await both(async (device, index) => {
        try {
          await createAccount(await device.desk(), fields[index])
          return 'made'
        } catch (error) {
          if (!(error instanceof KeyholderError)) throw error
          return error.rule
        }
      })
      expect(told.toSorted(), name).toEqual(['account.username-taken', 'made'])
      await both(synchronised)
      const ids = await both((device) => idsWith(device, name))
      expect(ids.flat()).toHaveLength(1)
    }
  })

  test(`by a push: one is taken, the other waits, marked and whole, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `push${round}@perch.example`
      const fields = fieldsOf(name)
      const ids = await both(async (device, index) => {
        const { vault, platform, identity } = await device.desk()
        const edit = { at: platform.clock(), by: identity.deviceId }
        const content = contentOf({ ...fields[index], notes: `Kept by ${index}` }, edit)
        return vault.create(content, { onTaken: 'refuse' })
      })
      const done = await both((device) => device.synchronise())
      expect(done.map(({ problem }) => problem)).toEqual([undefined, undefined])
      expect(done.map(({ unsynchronised }) => unsynchronised).toSorted(), name).toEqual([0, 1])
      const loser = done[0].unsynchronised === 1 ? 0 : 1
      expect(done[loser].taken).toEqual([ids[loser]])
      expect(done[1 - loser]?.taken).toEqual([])
      await both(async (device, index) => {
        const account = await showAccount(await device.desk(), ids[index])
        expect(account.isUsernameTaken).toBe(index === loser)
        expect(account.secrets?.notes.value.reveal()).toBe(`Kept by ${index}`)
      })
      const device = [olga, udo][loser] ?? olga
      await editAccount(await device.desk(), ids[loser], { username: `other ${name}` })
      await synchronised(device)
    }
  })

  test(`for passkeys that a site has: both are taken, one is marked, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `kept${round}@perch.example`
      const fields = fieldsOf(name)
      const ids = await both(async (device, index) => {
        const { vault, platform, identity } = await device.desk()
        const edit = { at: platform.clock(), by: identity.deviceId }
        return vault.create(contentOf(fields[index], edit), { onTaken: 'keep' })
      })
      await both(synchronised)
      const marks = await both(async (device, index) => {
        const account = await showAccount(await device.desk(), ids[index])
        return account.isUsernameTaken
      })
      expect(marks.toSorted(), name).toEqual([false, true])
    }
  })
})
