import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, launchBrowser } from '../browser.ts'
import { type ServedPage, servePage } from './serve.ts'

let served: ServedPage
let browser: Browser

beforeAll(async () => {
  served = await servePage('contract')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

test('IndexedDB of a real browser keeps every promise of ReplicaStore, with and without locks', async () => {
  const { page } = browser
  await page.goto(served.url)
  const results = await page.evaluate(() => {
    const { runAll } = globalThis as unknown as {
      runAll: () => Promise<readonly { name: string; failure: string | null }[]>
    }
    return runAll()
  })
  expect(results.filter(({ failure }) => failure !== null)).toEqual([])
  // Both halves of the suite were declared: a bundle without tests proves nothing.
  expect(new Set(results.map(({ name }) => name)).size).toBe(results.length)
  expect(results.filter(({ name }) => name.startsWith('with the locks')).length).toBeGreaterThan(25)
  expect(results.filter(({ name }) => name.startsWith('without locks')).length).toBeGreaterThan(25)
})
