import type { Page } from 'puppeteer-core'
import { temporaryFolder } from '../../server/cases/temporary-folder.ts'
import type { AttackedBrowser } from './attacked.ts'
import { type Firefox, launchFirefox } from './firefox.ts'
import { openHosts } from './hosts.ts'
import { packageWithStandIn } from './packages.ts'
import { OTHER_SITE, SITE } from './stand-in-browser.ts'
import { UNLOCK, UNTIL_REGISTERED } from './stand-in.ts'

/** Firefox among sites, with the extension whose prompt answers at once. */
export async function openStandInFirefox(): Promise<AttackedBrowser> {
  const folder = temporaryFolder()
  const hosts = await openHosts()
  for (const host of [SITE, OTHER_SITE])
    hosts.serve(host, () => ({ body: '<!doctype html><title>A site</title><input>' }))
  const firefox = await launchFirefox(hosts)
  const settings = await installStandIn(firefox, await packageWithStandIn(folder, 'firefox'))
  const does = async (what: string): Promise<void> => {
    await settings.evaluate(`chrome.storage.local.set({ 'test.does': '${what}' })`)
  }
  const pages: Page[] = []
  return {
    hosts,
    extension: { does, prompts: async () => (await settings.evaluate('prompts')) as number },
    async visit(host) {
      const page = await firefox.browser.newPage()
      pages.push(page)
      await page.goto(`https://${host}/`)
      return page
    },
    async closePages() {
      await Promise.all(pages.splice(0).map((page) => page.close()))
      await does('approve')
    },
    async close() {
      await firefox.close()
      await hosts.close()
      folder.remove()
    },
  }
}

/**
 * Installs the package with the stand-in, and has somebody signed in.
 * @returns a page of the extension, which counts prompts in `prompts`
 */
export async function installStandIn(firefox: Firefox, path: string): Promise<Page> {
  await firefox.install(path)
  const settings = await firefox.openExtensionPage('app/index.html')
  await settings.evaluate(COUNT)
  await settings.evaluate(`chrome.storage.local.set({ 'keyward.member': true })`)
  await settings.evaluate(UNLOCK)
  await settings.evaluate(UNTIL_REGISTERED)
  return settings
}

const COUNT = `window.prompts = 0
  chrome.windows.onCreated.addListener(({ type }) => { if (type === 'popup') prompts += 1 })`
