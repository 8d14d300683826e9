import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import { type Browser, launchBrowser } from '../browser.ts'
import { type ServedPage, servePage } from './serve.ts'

/** What `page/tab.ts` and these tests keep in a tab. */
interface Tab {
  indexedDbReplica: typeof indexedDbReplica
  store: ReplicaStore
  told: string[]
  leads: boolean
}

let served: ServedPage
let browser: Browser
let name: string
let count = 0

beforeAll(async () => {
  served = await servePage('tab')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})
beforeEach(() => {
  count += 1
  name = `replica-${count}`
})

/** A new tab with the test's replica open; without locks, tabs agree by a stored row. */
async function openTab(hasLocks = true): Promise<Page> {
  const page = await browser.context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(served.url)
  await openIn(page, hasLocks)
  return page
}

function openIn(page: Page, hasLocks = true): Promise<void> {
  return page.evaluate(
    async (given) => {
      const tab = globalThis as unknown as Tab
      const ports = given.hasLocks ? {} : { locks: null, leaseMilliseconds: 300 }
      tab.store = await tab.indexedDbReplica(given.name, ports)
      tab.told = []
      tab.leads = false
      tab.store.watch(({ kind }) => tab.told.push(kind))
    },
    { name, hasLocks },
  )
}

/** Asks to lead and goes on with the test; `leads` says whether the tab has the part now. */
function seekToLead(page: Page): Promise<void> {
  return page.evaluate(() => {
    const tab = globalThis as unknown as Tab
    const work = async (lost: AbortSignal): Promise<void> => {
      tab.leads = true
      await new Promise((resolve) => lost.addEventListener('abort', resolve))
      tab.leads = false
    }
    void tab.store.lead(work, new AbortController().signal)
  })
}

const leads = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as unknown as Tab).leads)

const untilLeading = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => (globalThis as unknown as Tab).leads)

function write(page: Page, key: string, values: readonly number[]): Promise<void> {
  return page.evaluate(
    async (row) => {
      const { store } = globalThis as unknown as Tab
      const value = Uint8Array.from(row.values)
      await store.write([{ collection: 'meta', key: row.key, value }])
    },
    { key, values },
  )
}

function read(page: Page, key: string): Promise<number[] | undefined> {
  return page.evaluate(async (at) => {
    const value = await (globalThis as unknown as Tab).store.get('meta', at)
    return value && [...value]
  }, key)
}

describe('the replica in the tabs of a real browser', () => {
  test('what was written is there after a reload, and in a tab that is opened later', async () => {
    const page = await openTab()
    await write(page, 'a', [1, 2, 3])
    await page.reload()
    await openIn(page)
    expect(await read(page, 'a')).toEqual([1, 2, 3])
    await page.close()
    const later = await openTab()
    expect(await read(later, 'a')).toEqual([1, 2, 3])
    await later.close()
  })

  test('a tab that is closed right after its writes resolved has lost none of them', async () => {
    const page = await openTab()
    const tests = Array.from({ length: 30 }, (_, at) => at)
    for (const at of tests) await write(page, String(at), [at])
    await page.close({ runBeforeUnload: false })
    const other = await openTab()
    for (const at of tests) expect(await read(other, String(at))).toEqual([at])
    await other.close()
  })

  test.each([
    ['the locks of the browser', true],
    ['a stored row', false],
  ])('one of two tabs leads by %s, and the other takes over when it is closed', async (_, has) => {
    const [first, second] = [await openTab(has), await openTab(has)]
    await seekToLead(first)
    await untilLeading(first)
    await seekToLead(second)
    await second.waitForTimeout(700)
    expect([await leads(first), await leads(second)]).toEqual([true, false])
    await first.close()
    await untilLeading(second)
    await second.close()
  })

  test('a lock is told to every other tab, and not to its own', async () => {
    const tabs = [await openTab(), await openTab(), await openTab()] as const
    const [own, ...others] = tabs
    await own.evaluate(() => (globalThis as unknown as Tab).store.signal('lock'))
    for (const other of others)
      await other.waitForFunction(() => (globalThis as unknown as Tab).told.includes('lock'))
    expect(await own.evaluate(() => (globalThis as unknown as Tab).told)).toEqual([])
    for (const tab of tabs) await tab.close()
  })

  test('a tab that builds on what another has changed meanwhile writes nothing', async () => {
    const [first, second] = [await openTab(), await openTab()]
    await write(first, 'a', [1])
    expect(await read(second, 'a')).toEqual([1])
    await write(first, 'a', [2])
    const rule = await second.evaluate(() => {
      const { store } = globalThis as unknown as Tab
      const row = { collection: 'meta', key: 'a' } as const
      return store
        .write([{ ...row, value: Uint8Array.of(9) }], [{ ...row, value: Uint8Array.of(1) }])
        .then(
          () => 'written',
          (error: { rule: string }) => error.rule,
        )
    })
    expect(rule).toBe('replica.conflict')
    expect(await read(second, 'a')).toEqual([2])
    await Promise.all([first.close(), second.close()])
  })

  test('two tabs that count up with expectations lose no step', async () => {
    const tabs = [await openTab(), await openTab()]
    const countUp = (page: Page): Promise<void> =>
      page.evaluate(async () => {
        const { store } = globalThis as unknown as Tab
        const row = { collection: 'meta', key: 'n' } as const
        let left = 20
        while (left > 0) {
          const value = (await store.get('meta', 'n')) ?? null
          const next = { ...row, value: Uint8Array.of((value?.[0] ?? 0) + 1) }
          const rule = await store.write([next], [{ ...row, value }]).then(
            () => 'written',
            (error: { rule: string }) => error.rule,
          )
          if (rule === 'written') left -= 1
          else if (rule !== 'replica.conflict') throw new Error(rule)
        }
      })
    await Promise.all(tabs.map(countUp))
    expect(await read(tabs[0]!, 'n')).toEqual([40])
    for (const tab of tabs) await tab.close()
  })
})
