import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { encodeBase64url, encodeCbor } from '@keyward/codec'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import { rolldown } from 'rolldown'
import { launchBrowser } from '@keyward/e2e/browser'
import { median } from './harness.ts'
import type { HeldKey } from './scene/device.ts'
import type { UnlockPage } from './scene/page/unlock.ts'
import type { Row } from './table.ts'

/** What unlocking reads. */
const COLLECTIONS = ['meta', 'chain', 'index'] as const

const PAGE = '<!doctype html><title>Unlock</title><script type="module" src="/main.js"></script>'

/** The same replica in IndexedDB, unlocked in a page of Chromium. */
export async function chromiumRow(
  replica: ReplicaStore,
  held: HeldKey,
  { size, most, rounds }: { readonly size: number; readonly most: number; readonly rounds: number },
): Promise<Row> {
  const rows: [string, string, Uint8Array][] = []
  for (const collection of COLLECTIONS)
    for (const { key, value } of await replica.list(collection)) rows.push([collection, key, value])
  const served = await serve(encodeCbor(rows))
  const browser = await launchBrowser()
  try {
    const { page } = browser
    await page.goto(served.url)
    const times = await page.evaluate(
      async (given) => {
        const { unlockPage } = globalThis as unknown as { unlockPage: UnlockPage }
        await unlockPage.fill('bench')
        return unlockPage.unlock('bench', given.held, given.rounds)
      },
      {
        rounds,
        held: {
          accountKey: encodeBase64url(held.accountKey.exportBytes()),
          accountKeyEpoch: held.accountKeyEpoch,
        },
      },
    )
    return {
      what: `the same in Chromium over IndexedDB, ${size.toLocaleString('en')} accounts`,
      most,
      ours: median(times) * 1000,
      rounds,
    }
  } finally {
    await browser.close()
    served.close()
  }
}

async function serve(rows: Uint8Array): Promise<{ readonly url: string; close(): void }> {
  const script = await bundle()
  const server = createServer((request, response) => {
    const isScript = request.url === '/main.js'
    const isPage = request.url === '/'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    if (request.url === '/rows') response.end(rows)
    else
      response.writeHead(isScript || isPage ? 200 : 404).end(isScript ? script : isPage ? PAGE : '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bundle(): Promise<string> {
  const input = fileURLToPath(new URL('scene/page/unlock.ts', import.meta.url))
  const build = await rolldown({ input, platform: 'browser' })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  return output[0].code
}
