import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deriveLogKeys } from '../activity/log-keys.ts'
import { report } from '../store/cases/rows.ts'
import { makeScene } from '../store/cases/scene.ts'
import { type TemporaryFolder, temporaryFolder } from '../store/cases/temporary-folder.ts'
import { makeId, NOW, once } from '../store/cases/values.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { type Receiver, receiver } from './cases/receiver.ts'
import { deliverDue, GIVE_UP } from './deliver.ts'
import { deriveSecret, secretText } from './message.ts'
import { startDelivering } from './start.ts'

const { webhooks: key } = deriveLogKeys('setup')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const HOUR = 3_600_000

let folder: TemporaryFolder
let store: Store
let target: Receiver
let now: number
let workspaceId: string
const webhookId = makeId()
beforeEach(async () => {
  folder = temporaryFolder()
  store = await openSqliteStore({ path: folder.file('keyward.db') })
  target = await receiver()
  now = NOW
  const scene = await makeScene(store)
  workspaceId = scene.workspaceId
  const url = 'https://hooks.acme.example/keyward'
  const webhook = { workspaceId, webhookId, url, createdBy: scene.owner, createdAt: NOW }
  await store.webhooks.create(webhook, [], once())
})
afterEach(async () => {
  target.close()
  await store.close()
  folder.remove()
})

const ports = (signal = new AbortController().signal) => ({
  store,
  send: target.send,
  key,
  clock: () => now,
  log: silent,
  signal,
})
const append = (count: number) =>
  store.activity.append(
    workspaceId,
    Array.from({ length: count }, () => report(makeId())),
  )
const sequences = () => target.received.map(({ body }) => JSON.parse(body).data.sequence as number)
const shown = async () => (await store.webhooks.list(workspaceId))[0]!

describe('new entries', () => {
  test('come in their order, each once, signed with the secret of the receiver', async () => {
    await append(120)
    await deliverDue(ports())
    expect(sequences()).toEqual(Array.from({ length: 120 }, (_, at) => at + 1))
    const given = secretText(deriveSecret(key, workspaceId, webhookId))
    const secret = Buffer.from(given.slice('whsec_'.length), 'base64')
    const wrong = target.received.filter(({ headers, body }) => {
      const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
      const signature = createHmac('sha256', secret).update(content).digest('base64')
      return headers['webhook-signature'] !== `v1,${signature}`
    })
    expect(wrong).toEqual([])
    await append(1)
    await deliverDue(ports())
    await deliverDue(ports())
    expect(sequences().at(-1)).toBe(121)
    expect(target.received).toHaveLength(121)
  })

  test('wait while the receiver fails, and come in their order with the same ids', async () => {
    await append(3)
    target.status = 500
    await deliverDue(ports())
    await deliverDue(ports())
    expect(sequences()).toEqual([1])
    expect(await shown()).toMatchObject({ failures: 1, failingSince: NOW, lastStatus: '500' })
    target.status = 200
    now += 5000
    await deliverDue(ports())
    expect(sequences()).toEqual([1, 1, 2, 3])
    const [first, second] = target.received.map(({ headers }) => headers['webhook-id'])
    expect(second).toBe(first)
    expect(await shown()).toMatchObject({ failures: 0, failingSince: null, nextSequence: 4 })
  })

  test('are tried again ever more seldom, and given up after days', async () => {
    await append(1)
    target.status = 503
    const waits: number[] = []
    for (let tries = 0; (await shown()).disabledAt === null && tries < 100; tries += 1) {
      await deliverDue(ports())
      const { nextAttemptAt } = await shown()
      waits.push((nextAttemptAt - now) / 1000)
      now = nextAttemptAt
    }
    expect(waits.slice(0, 9)).toEqual([5, 30, 120, 600, 1800, 3600, 7200, 14_400, 14_400])
    const { disabledAt } = await shown()
    expect(disabledAt! - NOW).toBeGreaterThanOrEqual(GIVE_UP)
    expect(disabledAt! - NOW).toBeLessThan(GIVE_UP + 5 * HOUR)
    const { entries } = await store.activity.list(workspaceId, {
      event: 'webhook-disabled',
      limit: 9,
    })
    expect(entries).toHaveLength(1)
    const asked = target.received.length
    now += 1e9
    await deliverDue(ports())
    expect(target.received).toHaveLength(asked)
  })

  test('are given up at once where the receiver says that it is gone', async () => {
    await append(1)
    target.status = 410
    await deliverDue(ports())
    expect((await shown()).disabledAt).toBe(NOW)
  })

  test('go on after a restart where they were, and the back-off is kept', async () => {
    await append(2)
    target.status = 500
    await deliverDue(ports())
    await store.close()
    store = await openSqliteStore({ path: folder.file('keyward.db') })
    target.status = 200
    now += 4999
    await deliverDue(ports())
    expect(sequences()).toEqual([1])
    now += 1
    await deliverDue(ports())
    expect(sequences()).toEqual([1, 1, 2])
  })

  test('of a process that was killed are sent again by another', async () => {
    await append(1)
    const [due] = await store.webhooks.due(now)
    await store.webhooks.take(due!, now + 60_000)
    await deliverDue(ports())
    expect(target.received).toEqual([])
    now += 60_000
    await deliverDue(ports())
    expect(sequences()).toEqual([1])
  })

  test('of two processes come once', async () => {
    await append(5)
    await Promise.all([deliverDue(ports()), deliverDue(ports())])
    expect(sequences()).toEqual([1, 2, 3, 4, 5])
  })
})

describe('a running server', () => {
  test('sends by itself, and a stop ends an attempt without counting it', async () => {
    const delivering = startDelivering({ ...ports(), everyMs: 10 })
    await append(2)
    const until = async (isThere: () => boolean) => {
      while (!isThere()) await new Promise((done) => setTimeout(done, 5))
    }
    await until(() => target.received.length === 2)
    target.status = 'hang'
    await append(1)
    await until(() => target.received.length === 3)
    await delivering.stop()
    expect(await shown()).toMatchObject({ failures: 0, nextSequence: 3, nextAttemptAt: 0 })
  })
})
