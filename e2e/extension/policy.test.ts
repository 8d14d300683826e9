import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page, Worker } from 'playwright-core'
import { addVirtualAuthenticator } from '../browser.ts'
import { ask, begin, ended } from './probes/ask.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { type ManagedPolicy, setManagedPolicy } from './world/managed.ts'
import { workerOf } from './world/worker.ts'

const LEFT = 'heron.test'
const ANSWERED = 'wren.test'
const NATIVE = 'function get() { [native code] }'

let hosts: Hosts
let browser: ExtensionBrowser
let worker: Worker
let page: Page

beforeAll(async () => {
  hosts = await openHosts()
  for (const host of [LEFT, ANSWERED])
    hosts.serve(host, () => ({ body: '<!doctype html><title>A site</title>' }))
  browser = await openExtensionBrowser(hosts)
  browser.context.setDefaultTimeout(20_000)
  worker = await workerOf(browser.context, (each) => each.url().startsWith(browser.origin))
  page = await browser.context.newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await hosts?.close()
})

/** Sets the policy, and waits until the background goes by it. */
async function manage(policy: ManagedPolicy): Promise<void> {
  await setManagedPolicy(browser.context, new URL(browser.origin).hostname, policy)
  const read = `chrome.storage.local.get('keyward.policy').then((kept) => kept['keyward.policy'])`
  await expect.poll(() => worker.evaluate(read), { timeout: 10_000 }).toEqual(policy)
}

async function openApp(): Promise<Page> {
  const app = await browser.context.newPage()
  await app.goto(`${browser.origin}app/index.html`)
  return app
}

/** As for somebody who is signed in: then pages are answered. */
async function setMember(): Promise<void> {
  await worker.evaluate(`chrome.storage.local.set({ 'keyward.member': true })`)
  await expect.poll(() => hostsLeft()).not.toBe(undefined)
}

/** The patterns of hosts that no script goes to; undefined where none goes anywhere. */
async function hostsLeft(): Promise<readonly string[] | undefined> {
  const scripts = (await worker.evaluate('chrome.scripting.getRegisteredContentScripts()')) as {
    readonly excludeMatches?: readonly string[]
  }[]
  return scripts.length === 0 ? undefined : (scripts[0]?.excludeMatches ?? [])
}

/** What a page of the host finds in the place of `get`. */
async function getAt(host: string): Promise<string> {
  await page.bringToFront()
  await page.goto(`https://${host}/`)
  return page.evaluate(() => String(navigator.credentials.get))
}

test('[C53] the organisation names the server, and nobody is asked for another', async () => {
  await manage({ serverUrl: 'https://keyward.acme.example/' })
  const app = await openApp()
  await app.getByText('At keyward.acme.example').waitFor()
  expect(await app.getByLabel('Server address').count()).toBe(0)
  expect(await app.getByRole('link', { name: 'Server' }).count()).toBe(0)
  await app.close()
  await manage({})
  const again = await openApp()
  await again.getByLabel('Server address').waitFor()
  await again.close()
})

test('[C53] the toolbar’s own popup opens in the same place', async () => {
  await manage({ serverUrl: 'https://keyward.acme.example/' })
  const beside = await browser.context.newPage()
  await beside.goto(`${browser.origin}icons/on-16.png`)
  await worker.evaluate('chrome.action.openPopup()')
  const says = () =>
    beside.evaluate(
      `chrome.extension.getViews({ type: 'popup' })[0]?.document.body.innerText ?? ''`,
    )
  await expect.poll(says, { timeout: 20_000 }).toContain('At keyward.acme.example')
  await beside.close()
  await manage({})
})

test('[C53] turned off for everybody, pages find the browser’s own functions', async () => {
  await setMember()
  expect(await getAt(ANSWERED)).not.toBe(NATIVE)
  await manage({ passkeys: 'off' })
  await expect.poll(hostsLeft).toBe(undefined)
  expect(await getAt(ANSWERED)).toBe(NATIVE)
  await manage({})
  await expect.poll(hostsLeft).toEqual([])
  expect(await getAt(ANSWERED)).not.toBe(NATIVE)
})

test('[C53] the organisation’s hosts are left to the browser, in place of a person’s own list', async () => {
  await worker.evaluate(`chrome.storage.local.set({ 'keyward.never': ['${ANSWERED}'] })`)
  await expect.poll(hostsLeft).toEqual([`*://${ANSWERED}/*`])
  await manage({ neverHosts: [LEFT] })
  await expect.poll(hostsLeft).toEqual([`*://${LEFT}/*`])
  expect(await getAt(LEFT)).toBe(NATIVE)
  expect(await getAt(ANSWERED)).not.toBe(NATIVE)
  await worker.evaluate(`chrome.storage.local.remove('keyward.never')`)
  await manage({})
  await expect.poll(hostsLeft).toEqual([])
})

test('[C53] only for matches, a site without a passkey is the browser’s', async () => {
  await getAt(ANSWERED)
  // Without the policy Keyward asks here.
  const prompt = await browser.prompted(() => begin(page, 'create'))
  await prompt.close()
  expect((await ended(page)).how).toBe('NotAllowedError')
  await manage({ passkeys: 'only-matches' })
  const authenticator = await addVirtualAuthenticator(page)
  const discoverable = `{ publicKey: { authenticatorSelection: { residentKey: 'required' } } }`
  expect((await ask(page, 'create', discoverable)).how).toBe('ok')
  expect(await authenticator.credentials()).toHaveLength(1)
  expect((await ask(page, 'get')).how).toBe('ok')
  expect(browser.openPrompts()).toBe(0)
  await authenticator.remove()
})

test('[C53] a policy that makes no sense sets nothing', async () => {
  await manage({ passkeys: 'never', neverHosts: 7, serverUrl: ['x'] })
  await expect.poll(hostsLeft).toEqual([])
  expect(await getAt(LEFT)).not.toBe(NATIVE)
})
