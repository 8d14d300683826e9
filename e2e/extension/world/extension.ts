import type { BrowserContext, Page } from 'playwright-core'
import type { Browser } from '../../browser.ts'
import { launchChromium } from './chromium.ts'
import type { Hosts } from './hosts.ts'
import { packageOf } from './packages.ts'
import { workerOf } from './worker.ts'

/** Chromium with the extension as it is built, nobody signed in yet. */
export interface ExtensionBrowser {
  readonly context: BrowserContext
  /** The address of the extension's pages, which ends with a slash. */
  readonly origin: string
  /** A tab with the popup's page, at this server. */
  openPopup(server: string): Promise<Page>
  /** The prompt that comes of this. */
  prompted(act: () => Promise<unknown>): Promise<Page>
  /** How many prompts are open. */
  openPrompts(): number
  /** Stops the worker, as the browser does when it is idle. */
  stopWorker(): Promise<void>
  /** What pages of the extension and of sites complained of so far. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** @param others folders of further extensions, and whether they are loaded before ours */
export async function openExtensionBrowser(
  hosts: Hosts,
  others: { readonly before?: readonly string[]; readonly after?: readonly string[] } = {},
): Promise<ExtensionBrowser> {
  const { before = [], after = [] } = others
  const browser = await launchChromium(hosts, [...before, await packageOf('chromium'), ...after])
  const { context } = browser
  const worker = await workerOf(
    context,
    async (each) => (await each.evaluate('chrome.runtime.getManifest().name')) === 'Keyward',
  )
  const origin = new URL('/', worker.url()).href
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(`An error: ${error.error().message}`))
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?[A-Z]/.test(message.text()))
      complaints.push(message.text())
  })
  const isPrompt = (page: Page): boolean => page.url().startsWith(`${origin}app/provider.html`)
  return {
    context,
    origin,
    async openPopup(server) {
      const page = await context.newPage()
      await page.goto(`${origin}app/index.html?popup&server=${server}`)
      return page
    },
    async prompted(act) {
      const opened = context.waitForEvent('page', { timeout: 20_000 })
      const [prompt] = await Promise.all([opened, act()])
      await prompt.waitForURL((url) => url.href.startsWith(`${origin}app/provider.html`))
      return prompt
    },
    openPrompts: () => context.pages().filter(isPrompt).length,
    stopWorker: () => stopWorker(browser, origin),
    complaints,
    close: browser.close,
  }
}

async function stopWorker({ context, page }: Browser, origin: string): Promise<void> {
  const devtools = await context.newCDPSession(page)
  const { targetInfos } = await devtools.send('Target.getTargets')
  const target = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
  )
  if (target !== undefined) await devtools.send('Target.closeTarget', { targetId: target.targetId })
  await devtools.detach()
}
