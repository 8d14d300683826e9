import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'puppeteer-core'

/** The page of this address, once it is open; not one of these whole addresses. */
export async function pageAt(
  browser: Browser,
  part: string,
  except: readonly string[] = [],
): Promise<Page> {
  for (let tries = 0; tries < 400; tries += 1) {
    for (const page of await browser.pages()) {
      const address = await addressOf(page)
      if (address.includes(part) && !except.includes(address)) return page
    }
    await sleep(50)
  }
  throw new Error(`No page of ${part} is open.`)
}

/** The whole addresses of the pages of this one that are open. */
export async function addressesAt(browser: Browser, part: string): Promise<string[]> {
  const addresses = await Promise.all((await browser.pages()).map(addressOf))
  return addresses.filter((address) => address.includes(part))
}

/**
 * As the page itself knows it: of windows that an extension opens nothing else is told. Nothing of a
 * page that is not there yet, or not any more.
 */
async function addressOf(page: Page): Promise<string> {
  try {
    return (await page.evaluate('location.href')) as string
  } catch {
    return ''
  }
}
