import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '@keyward/e2e/browser'
import { ROOT } from '@keyward/tools/setup/places'
import type { Page } from 'playwright-core'
import { rolldown } from 'rolldown'
import { withFolder } from './scene/folder.ts'
import type { FillPage } from './scene/page/fill.ts'
import { startKeyward } from './scene/keyward.ts'
import type { Row } from './table.ts'
import { longestTask } from './tasks.ts'

const OWNER = { address: 'olga@harbour.example', passphrase: 'grape violin mosaic trumpet lantern' }

const DIST = process.env['KEYWARD_WEB'] ?? join(ROOT, 'apps/web/dist')

/** Microseconds. */
const MOST = 50_000

/** The real app in Chromium with many accounts: how long scrolling and searching hold its page up. */
export function scrollRows(quick: boolean): Promise<Row[]> {
  const count = quick ? 1000 : 10_000
  return withFolder(async (folder) => {
    const server = await startKeyward(folder)
    const browser = await launchBrowser({ viewport: { width: 390, height: 800 } })
    try {
      const { page } = browser
      await servePages(page, server.origin)
      await fill(page, server.origin, count)
      // What is filled in has never been at the server, and is not to be sent while this measures.
      await page.route('**/v1/**', (route) => route.abort())
      await openAccounts(page, server.origin, count)
      const of = `${count.toLocaleString('en')} accounts`
      const scroll = await longestTask(page, () => scrollThrough(page, count))
      const search = await longestTask(page, () => searchThrough(page))
      return [
        { what: `longest task while ${of} are scrolled from end to end`, ...scroll, most: MOST },
        { what: `longest task while ${of} are searched, key by key`, ...search, most: MOST },
      ]
    } finally {
      await browser.close()
      await server.stop()
    }
  })
}

/** The server of the benchmarks has no pages: they come from the build, at the server's own address. */
async function servePages(page: Page, origin: string): Promise<void> {
  const script = await bundle()
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.startsWith('/v1/')) return route.continue()
    if (pathname === '/fill') return route.fulfill({ contentType: 'text/html', body: FILL })
    if (pathname === '/fill.js')
      return route.fulfill({ contentType: 'text/javascript', body: script })
    const file = join(DIST, pathname)
    return route.fulfill({ path: extname(file) === '' ? join(DIST, 'index.html') : file })
  })
}

const FILL = '<!doctype html><title>Fill</title><script type="module" src="/fill.js"></script>'

async function fill(page: Page, origin: string, count: number): Promise<void> {
  await page.goto(`${origin}/fill`)
  await page.evaluate(
    ([server, many, owner]) =>
      (globalThis as unknown as { fillPage: FillPage }).fillPage.fill(server, many, owner),
    [origin, count, OWNER] as const,
  )
}

/** The page that fills the replica, on the keyholder as the app opens it. */
async function bundle(): Promise<string> {
  const build = await rolldown({ input: ENTRY, platform: 'browser', plugins: [made] })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  return output[0].code
}

const ENTRY = '\0entry'

/** Modules by their names: the entry, and what the scene takes from Node.js. */
const MADE: Readonly<Record<string, string>> = {
  [ENTRY]: `
    import { openKeyholder } from ${JSON.stringify(join(ROOT, 'apps/web/platform/open-keyholder.ts'))}
    import { fillPage } from ${JSON.stringify(fileURLToPath(new URL('scene/page/fill.ts', import.meta.url)))}
    globalThis.fillPage = fillPage(openKeyholder)
  `,
  '\0node:crypto': 'export const randomFillSync = (bytes) => crypto.getRandomValues(bytes)',
}

const made = {
  name: 'made',
  resolveId: (id: string) => [id, `\0${id}`].find((name) => name in MADE),
  load: (id: string) => MADE[id],
}

async function openAccounts(page: Page, origin: string, count: number): Promise<void> {
  await page.goto(`${origin}/accounts`)
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(OWNER.passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByText(`${count.toLocaleString('en')} accounts`).waitFor()
}

/** With the wheel, with a drag from far to far, and by keys. */
async function scrollThrough(page: Page, count: number): Promise<void> {
  await page.mouse.move(200, 500)
  for (let turn = 0; turn < 150; turn += 1) await page.mouse.wheel(0, 900)
  const rows = page.getByRole('list', { name: 'Accounts' })
  for (let part = 0; part <= 20; part += 1) {
    await rows.evaluate((list, share) => {
      const scroller = list.closest('.overflow-y-auto') ?? list.parentElement?.parentElement
      scroller?.scrollTo({ top: list.scrollHeight * share })
    }, part / 20)
    await page.waitForTimeout(50)
  }
  await page.locator(`[aria-posinset="${count}"]`).waitFor()
}

const SEARCHES = ['harbour mail 12', 'ana', 'e', 'zzz', 'team wiki']

async function searchThrough(page: Page): Promise<void> {
  const field = page.getByRole('searchbox')
  for (const search of SEARCHES) {
    await field.pressSequentially(search, { delay: 80 })
    await page.waitForTimeout(300)
    for (let left = search.length; left > 0; left -= 1)
      await field.press('Backspace', { delay: 30 })
    await page.waitForTimeout(300)
  }
}
