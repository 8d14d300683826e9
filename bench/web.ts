import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { launchBrowser } from '@keyward/e2e/browser'
import { ROOT } from '@keyward/tools/setup/places'
import { buildApps } from '@keyward/tools/start/build'
import { median } from './harness.ts'
import type { Row } from './table.ts'

const DIST = join(ROOT, 'apps/web/dist')

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** How slow the processor is made: a phone of some years. */
const SLOWED = 4

/** What a page loads before it shows anything, and how long that takes on a slow processor. */
export async function webRows(quick: boolean): Promise<Row[]> {
  await buildApps({ root: ROOT, node: process.execPath, env: process.env })
  return [
    sizeRow('script before the first paint of a provider sheet, compressed', 'provider.html', 100),
    sizeRow('script before the first screen of the app, compressed', 'index.html', 220),
    await paintRow(quick ? 2 : 15),
  ]
}

function sizeRow(what: string, page: string, most: number): Row {
  const scripts = scriptsOf(readFileSync(join(DIST, page), 'utf8'))
  const bytes = scripts.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length,
    0,
  )
  return { what, unit: 'bytes', ours: bytes, most: most * 1000, rounds: 1 }
}

/** The entry, and everything that it imports before it runs. */
function scriptsOf(html: string): string[] {
  const named = html.matchAll(
    /<(?:script|link rel="modulepreload")[^>]+(?:src|href)="([^"]+\.js)"/g,
  )
  return [...named].map(([, path]) => path ?? '')
}

async function paintRow(rounds: number): Promise<Row> {
  const served = await serve()
  const browser = await launchBrowser({ viewport: { width: 390, height: 800 } })
  try {
    const devtools = await browser.context.newCDPSession(browser.page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await browser.page.addInitScript(WATCH_HEADING)
    const times: number[] = []
    for (let round = 0; round < rounds + 1; round += 1) {
      await browser.page.goto(`${served.origin}/provider.html`)
      const drawn = browser.page.locator('body[data-drawn]')
      const at = Number(await drawn.getAttribute('data-drawn'))
      // The first one also starts what the others find.
      if (round > 0) times.push(at)
    }
    return {
      what: `first paint of a provider sheet, a processor ${SLOWED} times slower`,
      ours: median(times) * 1000,
      most: 300_000,
      rounds,
    }
  } finally {
    await browser.close()
    served.close()
  }
}

/**
 * Runs in the page, before its own scripts: keeps when the heading was drawn, in milliseconds from the
 * navigation, as the paint after it came.
 */
const WATCH_HEADING = `
  const watch = new MutationObserver(() => {
    if (document.querySelector('h1') === null) return
    watch.disconnect()
    requestAnimationFrame(() => setTimeout(() => (document.body.dataset.drawn = performance.now())))
  })
  watch.observe(document, { childList: true, subtree: true })
`

async function serve(): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    try {
      const file = readFileSync(join(DIST, path))
      // As the server fills it in where there is no phone.
      const isPage = extname(path) === '.html'
      const body = isPage ? file.toString().replaceAll(/\{\{\w+\}\}/g, '') : file
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
