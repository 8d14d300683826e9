import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAccount, listAccounts, showAccount } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { afterEach, describe, expect, test } from 'vitest'
import { createWorkspace, OLGA, signIn, synchronised } from './cases/people.ts'
import { runServer, type TestServer } from './cases/server.ts'
import { smallDisks } from './cases/small-disk.ts'

let running: TestServer | undefined
const devices: Keyholder[] = []
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close()
  await running?.close()
})

async function opened(work: Promise<Keyholder>): Promise<Keyholder> {
  const device = await work
  devices.push(device)
  return device
}

/** A workspace with an account, on a server that has been stopped since. */
async function stopped(): Promise<{ server: TestServer; olga: Keyholder; accountId: string }> {
  const server = await runServer()
  running = server
  const olga = await opened(createWorkspace(server.origin, OLGA))
  const accountId = await createAccount(await olga.desk(), { appName: 'Perch', notes: 'kept' })
  await synchronised(olga)
  await server.stop()
  return { server, olga, accountId }
}

describe('a server without its database', () => {
  test('does not start with an empty one, says so in a sentence, and goes on with a backup', async () => {
    const { server, olga, accountId } = await stopped()
    const backup = server.folder.file('keyward.backup')
    expect(await server.admin('backup', backup)).toMatchObject({ code: 0 })
    rmSync(join(server.data, 'keyward.sqlite'))
    const before = server.log().length
    await expect(server.start()).rejects.toThrow('It ended with 1')
    const told = server.log().slice(before)
    expect(told).toMatch(/^The [^\n]+\.\n$/)
    expect(told).toContain('admin restore')
    expect(readdirSync(server.data)).not.toContain('keyward.sqlite')
    // Devices keep what they have meanwhile.
    const offline = await olga.synchronise()
    expect(offline.problem).toMatchObject({ rule: 'remote.offline' })
    expect(listAccounts(await olga.desk(), 'perch', 5)).toMatchObject([{ accountId }])
    expect(await server.admin('restore', backup)).toMatchObject({ code: 0 })
    await server.start()
    await synchronised(olga)
  })

  test('does not start with one that is damaged, and leaves it as it is', async () => {
    const { server } = await stopped()
    const database = join(server.data, 'keyward.sqlite')
    const whole = readFileSync(database)
    const damages: Readonly<Record<string, () => void>> = {
      'other bytes': () => writeFileSync(database, Buffer.alloc(whole.length, 0x5a)),
      'the first half': () => {
        writeFileSync(database, whole)
        truncateSync(database, Math.floor(whole.length / 2))
      },
      nothing: () => truncateSync(database, 0),
    }
    for (const [damage, inflict] of Object.entries(damages)) {
      inflict()
      const left = readFileSync(database)
      const before = server.log().length
      await expect(server.start(), damage).rejects.toThrow('It ended with 1')
      expect(server.log().slice(before), damage).toMatch(/^The [^\n]+\n$/)
      expect(readFileSync(database).equals(left), damage).toBe(true)
    }
    writeFileSync(database, whole)
    await server.start()
  })
})

describe.each(smallDisks())('a server $name', ({ refusal, start, free }) => {
  test(`answers ${refusal}, keeps what it acknowledged, and goes on when there is room`, async () => {
    const server = await runServer((data) => start(data))
    running = server
    const refusals: unknown[] = []
    const listening: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (answer.status >= 400) refusals.push(await answer.clone().json())
      return answer
    }
    const olga = await opened(createWorkspace(server.origin, OLGA, { fetch: listening }))
    const desk = await olga.desk()
    const ids: string[] = []
    let problem: Awaited<ReturnType<Keyholder['synchronise']>>['problem']
    for (let round = 0; problem === undefined && round < 100; round += 1) {
      const notes = String(round).padEnd(100_000, '.')
      ids.push(await createAccount(desk, { appName: `Perch ${round}`, notes }))
      ;({ problem } = await olga.synchronise())
    }
    expect(problem?.rule).toBe(refusal === 'unavailable' ? 'remote.offline' : 'remote.refused')
    expect(refusals.at(-1)).toMatchObject({ code: refusal })
    expect(ids.length).toBeGreaterThan(2)
    // The last one was refused, and waits here; reading goes on.
    const state = await olga.syncState()
    expect(state.unsynchronised).toBe(1)
    const refused = await showAccount(desk, ids.at(-1) ?? '')
    expect(refused.isPending).toBe(true)
    const { accounts } = await olga.session.call('getChanges', { query: { since: 0 } })
    expect(accounts.map(({ accountId }) => accountId)).toEqual(
      expect.arrayContaining(ids.slice(0, -1)),
    )
    await free(server)
    await synchronised(olga)
    const fresh = await opened(signIn(server.origin, OLGA, 'Fresh'))
    for (const [round, accountId] of ids.entries()) {
      const { secrets } = await showAccount(await fresh.desk(), accountId)
      expect(secrets?.notes.value.reveal()).toBe(String(round).padEnd(100_000, '.'))
    }
  })
})
