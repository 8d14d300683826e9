import { describe, expect, test } from 'vitest'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { KeyholderError } from '../error.ts'
import { memoryReplica } from '../replica.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { bell } from './bell.ts'
import { beginAtServer, deviceOf } from './cases/device.ts'
import { keepSynchronised } from './keep-synchronised.ts'

/** A device that is kept synchronised, whose time passes only by `waits` being resolved. */
async function kept(seed: number) {
  const workspace = await TestWorkspace.begin(seed)
  const server = await beginAtServer(workspace)
  const shared = memoryReplica()
  const unlocked = workspace.unlocked('Olga')
  const device = await deviceOf(server, 'Olga', 0, { replica: shared, unlocked })
  const waits: number[] = []
  const happened = bell()
  let tick = (): void => undefined
  let news = (): void => undefined
  const errors: unknown[] = []
  let reports = 0
  const wait = (milliseconds: number, stop?: AbortSignal): Promise<void> => {
    waits.push(milliseconds)
    return new Promise((resolve) => {
      tick = resolve
      stop?.addEventListener('abort', () => resolve())
    })
  }
  const lines = bell()
  let revision = 1
  const signInApprovals: { readonly signInApprovals: true }[] = []
  const follow = async function* (_: string, stop: AbortSignal) {
    stop.addEventListener('abort', lines.ring)
    for (;;) {
      await lines.rung()
      if (stop.aborted) return
      // A sign-in to approve comes without a revision of its own.
      if (signInApprovals.length === 0) revision += 1
      yield { revision, approvals: false, joins: false, ...signInApprovals.shift() }
    }
  }
  const end = new AbortController()
  const watch = {
    onNews: (listener: () => void) => {
      news = listener
      return () => undefined
    },
    onReport: () => {
      reports += 1
      happened.ring()
    },
    onError: (error: unknown) => {
      errors.push(error)
      happened.ring()
    },
  }
  const remote = { ...device.ports.remote, follow }
  const done = keepSynchronised({ ...device.ports, wait, remote }, watch, end.signal)
  await happened.rung()
  return {
    server,
    device,
    shared,
    unlocked,
    waits,
    errors,
    happened,
    lines,
    signInApprovals,
    reports: () => reports,
    tick: () => tick(),
    news: () => news(),
    stop: async () => {
      end.abort()
      await done
    },
  }
}

/** Lets what has been started come to where it waits. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('[C99] a device that is kept synchronised', () => {
  test('synchronises at once, with each new revision, with news, and after a minute', async () => {
    const { happened, lines, reports, tick, news, waits, stop } = await kept(41)
    expect(reports()).toBe(1)
    await settle()
    lines.ring()
    await happened.rung()
    await settle()
    news()
    await happened.rung()
    await settle()
    expect(waits.at(-1)).toBe(60_000)
    tick()
    await happened.rung()
    expect(reports()).toBe(4)
    await stop()
  })

  test('rests after each, whatever woke it', async () => {
    const { happened, lines, reports, tick, news, stop } = await kept(45)
    const rested = async () => {
      for (let turns = 0; turns < 50; turns += 1) await settle()
      return reports()
    }
    expect(await rested()).toBe(1)
    for (const [at, wake] of [lines.ring, news, tick, news].entries()) {
      wake()
      await happened.rung()
      expect(await rested()).toBe(at + 2)
    }
    await stop()
  })

  test('a sign-in that waits for approval is news, too', async () => {
    const { happened, lines, signInApprovals, reports, stop } = await kept(44)
    await settle()
    signInApprovals.push({ signInApprovals: true })
    lines.ring()
    await happened.rung()
    expect(reports()).toBe(2)
    await stop()
  })

  test('what another tab saves is pushed', async () => {
    const { server, shared, unlocked, happened, stop } = await kept(42)
    await settle()
    const tab = await deviceOf(server, 'Olga', 0, { replica: shared, unlocked })
    const id = await tab.vault.create(exampleAccount(), { onTaken: 'keep' })
    while (server.accounts.get(id) === undefined) await happened.rung()
    expect(server.accounts.get(id)?.profile?.value.version).toBe(1)
    await stop()
  })

  test('after failures it waits longer each time, and goes on by itself', async () => {
    const { server, happened, waits, errors, tick, reports, stop } = await kept(43)
    server.network = () => {
      throw new KeyholderError('remote.offline', 'Cut off.')
    }
    await settle()
    for (let n = 0; n < 3; n += 1) {
      tick()
      await happened.rung()
      await settle()
    }
    expect(errors).toHaveLength(3)
    expect(waits.slice(-3)).toEqual([2000, 4000, 8000])
    server.network = () => undefined
    tick()
    await happened.rung()
    expect(reports()).toBe(2)
    await stop()
  })
})
