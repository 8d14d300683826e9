import type { BrowserContext, Page } from 'playwright-core'
import { temporaryFolder, type TemporaryFolder } from '../../server/cases/temporary-folder.ts'
import { launchChromium } from './chromium.ts'
import { type Hosts, openHosts } from './hosts.ts'
import { packageWithStandIn } from './packages.ts'
import { openStandIn, type StandInExtension } from './stand-in.ts'

/** Chromium among sites, with the extension whose prompt answers at once. */
export interface StandInBrowser {
  readonly hosts: Hosts
  readonly context: BrowserContext
  readonly extension: StandInExtension
  /** A page of a site, which is empty unless it was served. */
  visit(host: string): Promise<Page>
  /** Ends what is open besides the extension. */
  closePages(): Promise<void>
  close(): Promise<void>
}

export const SITE = 'heron.test'
export const OTHER_SITE = 'wren.test'

export async function openStandInBrowser(
  others: (folder: TemporaryFolder) => {
    readonly before?: readonly string[]
    readonly after?: readonly string[]
  } = () => ({}),
): Promise<StandInBrowser> {
  const folder = temporaryFolder()
  const hosts = await openHosts()
  for (const host of [SITE, OTHER_SITE])
    hosts.serve(host, () => ({ body: '<!doctype html><title>A site</title><input>' }))
  const { before = [], after = [] } = others(folder)
  const ours = await packageWithStandIn(folder, 'chromium')
  const browser = await launchChromium(hosts, [...before, ours, ...after])
  const extension = await openStandIn(browser.context, browser.page)
  const pages: Page[] = []
  return {
    hosts,
    context: browser.context,
    extension,
    async visit(host) {
      const page = await browser.context.newPage()
      pages.push(page)
      await page.goto(`https://${host}/`)
      return page
    },
    async closePages() {
      await Promise.all(pages.splice(0).map((page) => page.close()))
      await extension.does('approve')
    },
    async close() {
      await browser.close()
      await hosts.close()
      folder.remove()
    },
  }
}
