import type { Page } from 'playwright-core'
import { signInToExtension } from '../steps/member.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './extension.ts'
import { type ExtensionWorld, makeExtensionWorld, UMA } from './world.ts'

/** Chromium in which Uma is signed in to the extension, among sites that show nothing of their own. */
export interface SignedIn {
  readonly world: ExtensionWorld
  readonly browser: ExtensionBrowser
  /** The popup's page, in a tab. */
  readonly popup: Page
  /** A page of a site, whose content is this and a title. */
  visit(host: string, body?: string): Promise<Page>
  close(): Promise<void>
}

/** @param furnish puts into the vault what should be there before Uma signs in here */
export async function openSignedIn(
  furnish: (world: ExtensionWorld) => Promise<unknown> = async () => undefined,
): Promise<SignedIn> {
  const world = await makeExtensionWorld()
  const browser = await openExtensionBrowser(world.hosts)
  const close = async (): Promise<void> => {
    await browser.close()
    await world.close()
  }
  try {
    await furnish(world)
    browser.context.setDefaultTimeout(20_000)
    const popup = await browser.openPopup(world.server.origin)
    // The popup's own size: what is wider is another screen.
    await popup.setViewportSize({ width: 380, height: 560 })
    await signInToExtension(popup, UMA)
    return {
      world,
      browser,
      popup,
      async visit(host, body = '') {
        world.hosts.serve(host, () => ({ body: `<!doctype html><title>${host}</title>${body}` }))
        const page = await browser.context.newPage()
        await page.goto(`https://${host}/`)
        return page
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
