import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page, Worker } from 'playwright-core'
import { workerOf } from './worker.ts'
import type { PersonDoes } from '../workers/prompt.ts'

/** The extension with the stand-in prompt, in Chromium: somebody is signed in, and nothing is kept. */
export interface StandInExtension {
  /** The address of its pages, which ends with a slash. */
  readonly origin: string
  /** Its worker, which may have been stopped and started since. */
  worker(): Promise<Worker>
  /** What the person does from now on. */
  does(what: PersonDoes): Promise<void>
  /** Keeps a value, as the extension's own pages do. */
  set(values: Record<string, unknown>): Promise<void>
  /** How many prompts have been opened so far. */
  prompts(): number
  /** Stops the worker, as the browser does when it is idle. */
  stopWorker(): Promise<void>
}

/** @param page any page: what it is only lends its connection to the browser */
export async function openStandIn(context: BrowserContext, page: Page): Promise<StandInExtension> {
  const first = await workerOf(
    context,
    async (worker) => (await worker.evaluate(NAME)) === 'Keyward',
  )
  const origin = new URL('/', first.url()).href
  let prompts = 0
  context.on('page', (opened) => {
    if (opened.url().startsWith(`${origin}app/provider.html`)) prompts += 1
    else
      opened.once('framenavigated', (frame) => {
        if (frame.url().startsWith(`${origin}app/provider.html`)) prompts += 1
      })
  })
  const devtools = await page.context().newCDPSession(page)
  const settings = await context.newPage()
  await settings.goto(`${origin}app/index.html`)
  const set = async (values: Record<string, unknown>): Promise<void> => {
    await settings.evaluate(`chrome.storage.local.set(${JSON.stringify(values)})`)
  }
  await set({ 'keyward.member': true })
  await settings.evaluate(UNLOCK)
  await settings.evaluate(UNTIL_REGISTERED)
  return {
    origin,
    worker: () => workerOf(context, (worker) => worker.url().startsWith(origin)),
    does: (what) => set({ 'test.does': what }),
    set,
    prompts: () => prompts,
    async stopWorker() {
      const { targetInfos } = await devtools.send('Target.getTargets')
      const target = targetInfos.find(
        ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
      )
      if (target === undefined) return
      await devtools.send('Target.closeTarget', { targetId: target.targetId })
      await sleep(100)
    },
  }
}

/** For a page of the extension: as if somebody had unlocked it, with a key that opens nothing. */
export const UNLOCK = `chrome.storage.session.set({
  'keyward.unlocked': { accountKey: 'AAAA', accountKeyEpoch: 1, until: Date.now() + 3_600_000 },
})`

const NAME = 'chrome.runtime.getManifest().name'

/** For a page of the extension: waits until the scripts are in new pages. */
export const UNTIL_REGISTERED = `(async () => {
  while ((await chrome.scripting.getRegisteredContentScripts()).length < 2)
    await new Promise((resolve) => setTimeout(resolve, 20))
})()`
