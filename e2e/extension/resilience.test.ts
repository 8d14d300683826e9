import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addVirtualAuthenticator } from '../browser.ts'
import { ask, begin, ended } from './probes/ask.ts'
import { openStandInBrowser, SITE, type StandInBrowser } from './world/stand-in-browser.ts'

/** The browser's own authenticator keeps a passkey only where it is asked to. */
const FINDABLE = `{ publicKey: { authenticatorSelection: { residentKey: 'required' } } }`

let browser: StandInBrowser

beforeAll(async () => {
  browser = await openStandInBrowser()
}, 60_000)
afterAll(() => browser?.close())

/** What a page complains of from now on. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

describe('[C51] with pages open', () => {
  test('the worker is killed: the next call of an old page works, at once and every time', async () => {
    const page = await browser.visit(SITE)
    const complaints = complaintsOf(page)
    expect((await ask(page, 'create')).how).toBe('ok')
    for (let times = 0; times < 3; times += 1) {
      await browser.extension.stopWorker()
      expect((await ask(page, 'get')).how).toBe('ok')
    }
    expect(complaints).toEqual([])
    await page.close()
  })

  // The last one: the browser forgets an extension that was loaded from the command line.
  test('the extension is reloaded: what waits goes to the browser, and so does what old pages ask next', async () => {
    const page = await browser.visit(SITE)
    const complaints = complaintsOf(page)
    const authenticator = await addVirtualAuthenticator(page)
    await browser.extension.does('nothing')
    await begin(page, 'create', FINDABLE)
    await expect.poll(() => browser.extension.prompts()).toBeGreaterThan(4)
    await reload(browser)
    // The browser's own authenticator answers the very call that waited.
    expect((await ended(page)).how).toBe('ok')
    expect((await ask(page, 'create', FINDABLE)).how).toBe('ok')
    expect(await authenticator.credentials()).toHaveLength(2)
    expect((await ask(page, 'get')).how).toBe('ok')
    const questions = await page.evaluate(`Promise.all([
      PublicKeyCredential.isConditionalMediationAvailable(),
      PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
    ])`)
    expect(questions).toEqual([true, true])
    await sleep(3_000)
    expect(complaints).toEqual([])
    await page.close()
  })
})

/** As an update does it, with all pages left open. */
async function reload({ extension }: StandInBrowser): Promise<void> {
  const worker = await extension.worker()
  // It ends what is evaluated in it.
  await worker.evaluate('setTimeout(() => chrome.runtime.reload(), 50), 0')
}
