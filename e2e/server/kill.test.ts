import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encodeBase64url } from '@keyward/codec'
import { fetchActivity } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { type ActivityEntry, genesisHead, verifyActivity } from '@keyward/log'
import type { DeviceId } from '@keyward/workspace/chain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acknowledged, noteAcknowledged } from './cases/acknowledged.ts'
import { faultsIn, lostFrom } from './cases/inspect.ts'
import {
  bringIn,
  createWorkspace,
  memberIdOf,
  OLGA,
  type Person,
  signIn,
  synchronised,
  UDO,
} from './cases/people.ts'
import { seeded } from './cases/seed.ts'
import { runServer, type TestServer } from './cases/server.ts'
import { missingOn, startWorker, type Worker } from './cases/worker.ts'

const ROUNDS = process.env['KEYWARD_LONG'] === '1' ? 50 : 3
/**
 * How often a device that has nothing yet, and the whole log, are looked at: both take longer with all
 * that was written before. What the database holds is looked at after each kill.
 */
const LOOKS_EVERY = ROUNDS > 10 ? 10 : 1
const chance = seeded()

let server: TestServer
let notes: Acknowledged
let workers: { readonly worker: Worker; readonly person: Person }[] = []

beforeAll(async () => {
  server = await runServer()
  notes = noteAcknowledged()
  const options = { fetch: notes.fetch }
  const laptop = await createWorkspace(server.origin, OLGA, options)
  const udo = await bringIn(laptop, UDO, options)
  const phone = await signIn(server.origin, OLGA, 'Phone', options)
  const worker = (name: string, device: Keyholder, colleague: Keyholder, person: Person) => ({
    worker: startWorker(name, device, memberIdOf(colleague), chance),
    person,
  })
  workers = [
    worker('laptop', laptop, udo, OLGA),
    worker('phone', phone, udo, OLGA),
    worker('udo', udo, laptop, UDO),
  ]
})
afterAll(async () => {
  for (const { worker } of workers) await worker.device.close()
  await server.close()
})

/** Everybody works, and in the midst of it the server is killed and started again. */
async function workThroughKill(): Promise<void> {
  let isOver = false
  const working = Promise.all(workers.map(({ worker }) => worker.work(() => isOver)))
  const killing = async (): Promise<void> => {
    await sleep(100 + chance.below(700))
    await server.kill()
    await server.start()
    await sleep(chance.below(250))
    isOver = true
  }
  await Promise.all([working, killing()])
}

/** The whole log as an Owner's device sees it, verified. @returns how many entries it has */
async function verifyLog({ session }: Keyholder): Promise<number> {
  const { state } = session.membership()
  const entries: ActivityEntry[] = []
  for await (const page of fetchActivity(session, {})) entries.push(...page)
  const { sequence } = verifyActivity(entries, {
    from: genesisHead(state.workspaceId),
    devices: (memberId, deviceId) => {
      const device = state.devices.get(deviceId as DeviceId)
      return device?.memberId === memberId ? device.signing : undefined
    },
  })
  return sequence
}

/** A device that knows nothing yet finds everything that was promised, whole and verified. */
async function lookAfresh(person: Person, round: number): Promise<void> {
  const fresh = await signIn(server.origin, person, `Fresh ${round}`)
  const desk = await fresh.desk()
  expect(await desk.vault.apart()).toEqual([])
  for (const { worker } of workers.filter((one) => one.person === person))
    expect(await missingOn(fresh, worker)).toEqual([])
  await fresh.close()
}

describe('kill -9 of the server under load', () => {
  test(`loses nothing that was acknowledged, in ${ROUNDS} rounds (seed ${chance.seed})`, async () => {
    const database = join(server.data, 'keyward.sqlite')
    let known = 0
    let last = 0
    for (let round = 1; round <= ROUNDS; round += 1) {
      const why = `round ${round}, seed ${chance.seed}`
      await workThroughKill()
      expect(faultsIn(database), why).toEqual([])
      expect(lostFrom(database, notes.taken), why).toEqual([])
      for (const { worker } of workers) await synchronised(worker.device)
      expect(faultsIn(database), why).toEqual([])
      const revisions = notes.taken.map(({ revision }) => revision)
      expect(new Set(revisions).size, why).toBe(revisions.length)
      // What was acknowledged in this round came after everything before it.
      expect(Math.min(...revisions.slice(known)), why).toBeGreaterThan(last)
      expect(revisions.length, why).toBeGreaterThan(known)
      known = revisions.length
      last = Math.max(...revisions)
      for (const { worker } of workers)
        expect(await missingOn(worker.device, worker), why).toEqual([])
      if (round % LOOKS_EVERY !== 0) continue
      await lookAfresh((round / LOOKS_EVERY) % 2 === 0 ? UDO : OLGA, round)
      for (const { worker } of workers.slice(0, 1))
        expect(await verifyLog(worker.device), why).toBeGreaterThan(round)
    }
  })

  test('and what would be lost is seen', () => {
    const database = join(server.data, 'keyward.sqlite')
    const [first] = notes.taken
    if (first === undefined) throw new Error('Nothing was acknowledged.')
    const { accountId, revision } = first
    const lists = [encodeBase64url(new Uint8Array(40))]
    const accountIds = [...new Set(notes.taken.map((one) => one.accountId))]
    expect(lostFrom(database, [{ ...first, lists }])).toEqual([
      `${accountId}: a list of revision ${revision}`,
    ])
    expect(lostFrom(database, [{ ...first, accountId: `no${accountId}` }])).toHaveLength(1)
    expect(lostFrom(database, [{ ...first, revision: 1e9 }])).toHaveLength(1)
    expect(accountIds.length).toBeGreaterThan(ROUNDS)
  })
})
