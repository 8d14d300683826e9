import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { launchBrowser } from '@keyward/e2e/browser'
import { ROOT } from '@keyward/tools/setup/places'
import { buildApps } from '@keyward/tools/start/build'
import { median } from './harness.ts'
import { FIRST_PAINT } from './scene/first-paint.ts'
import { scrollRows } from './scroll.ts'
import type { Row } from './table.ts'

const DIST = process.env['KEYWARD_WEB'] ?? join(ROOT, 'apps/web/dist')

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

/** What a page loads before it shows anything, how long that takes on a slow processor, and how long lists hold it up. */
export async function webRows(quick: boolean): Promise<Row[]> {
  await buildApps({ root: ROOT, node: process.execPath, env: process.env })
  const first = closureOf(entriesOf('provider.html'))
  const start = closureOf([...first, chunkOf('start')])
  const answer = closureOf([...start, chunkOf('answer')])
  const app = closureOf([...entriesOf('index.html'), chunkOf('main')])
  return [
    sizeRow('script that is read before the first paint of a provider sheet', first, 100),
    sizeRow('script until a provider sheet can be used', start, 100),
    sizeRow('all script of a provider sheet on the way to an answer', answer, 200),
    sizeRow('the public suffixes, which a provider sheet loads besides', [
      chunkOf('public-suffix'),
    ]),
    sizeRow('script before the first screen of the app', app, 220),
    ...(await paintRows(quick ? 2 : 15)),
    ...(await scrollRows(quick)),
  ]
}

function sizeRow(what: string, scripts: Iterable<string>, most?: number): Row {
  let bytes = 0
  for (const path of scripts) bytes += gzipSync(readFileSync(join(DIST, path))).length
  const budget = most === undefined ? {} : { most: most * 1000 }
  return { what: `${what}, compressed`, unit: 'bytes', ours: bytes, ...budget, rounds: 1 }
}

/** The scripts that a page runs by itself. */
function entriesOf(page: string): string[] {
  const html = readFileSync(join(DIST, page), 'utf8')
  const named = html.matchAll(/<script[^>]+src="\/([^"]+\.js)"/g)
  return [...named].map(([, path]) => path ?? '')
}

/** The file of a chunk, which has a hash in its name. */
function chunkOf(name: string): string {
  const [found, ...others] = readdirSync(join(DIST, 'assets')).filter(
    (file) => file.startsWith(`${name}-`) && file.length === name.length + '-12345678.js'.length,
  )
  if (found === undefined || others.length > 0) throw new Error(`Which chunk is "${name}"?`)
  return `assets/${found}`
}

/** These scripts, and everything that they import before they run. */
function closureOf(scripts: Iterable<string>): Set<string> {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    const imported = readFileSync(join(DIST, path), 'utf8').matchAll(
      /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
    )
    for (const [, name] of imported) visit(`assets/${name}`)
  }
  for (const path of scripts) visit(path)
  return found
}

/** A page of one line, which says how long any page takes here. */
const BARE = '<!doctype html><meta charset="utf-8"><title>Bare</title><h1>Keyward</h1>'

async function paintRows(rounds: number): Promise<Row[]> {
  const served = await serve()
  const browser = await launchBrowser({ viewport: { width: 390, height: 800 } })
  try {
    const { page } = browser
    const devtools = await browser.context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await page.addInitScript(WATCH_QUESTION)
    const times: { bare: number; frame: number; asked: number }[] = []
    for (let round = 0; round < rounds + 1; round += 1) {
      await page.goto(`${served.origin}/bare.html`)
      const bare = await page.evaluate<number>(FIRST_PAINT)
      await page.goto(`${served.origin}/provider.html`)
      const frame = await page.evaluate<number>(FIRST_PAINT)
      const asked = Number(await page.locator('html[data-asked]').getAttribute('data-asked'))
      // The first ones also start what the others find.
      if (round > 0) times.push({ bare, frame, asked })
    }
    const of = (name: 'bare' | 'frame' | 'asked') => median(times.map((time) => time[name])) * 1000
    const reference = 'a page of one heading, no script and no style'
    const held = { reference, referenceTime: of('bare'), rounds }
    const slow = `a processor ${SLOWED} times slower`
    return [
      {
        what: `first paint of a provider sheet: its name and what it does, ${slow}`,
        ours: of('frame'),
        ratio: of('bare') / of('frame'),
        most: 300_000,
        ...held,
      },
      {
        what: `the same sheet with its first question, ${slow}`,
        ours: of('asked'),
        ratio: of('bare') / of('asked'),
        ...held,
      },
    ]
  } finally {
    await browser.close()
    served.close()
  }
}

/**
 * Runs in the page, before its own scripts: keeps when the first button was drawn, in milliseconds
 * from the navigation, as the paint after it came.
 */
const WATCH_QUESTION = `
  const watch = new MutationObserver(() => {
    if (document.querySelector('button') === null) return
    watch.disconnect()
    const { dataset } = document.documentElement
    requestAnimationFrame(() => setTimeout(() => (dataset.asked = performance.now())))
  })
  watch.observe(document, { childList: true, subtree: true })
`

async function serve(): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === '/bare.html') {
      response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end(BARE)
      return
    }
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
