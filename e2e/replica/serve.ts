import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

/** A page that loads one script, on an origin of its own. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

/** Vitest looks at the process that it believes to be in, and at its worker's settings. */
const PAGE = `<!doctype html><title>Replica</title>
<script>
  globalThis.process = { env: {} }
  globalThis.__vitest_worker__ = { config: {} }
</script>
<script type="module" src="/main.js"></script>`
const STAND_IN = fileURLToPath(new URL('page/vitest.ts', import.meta.url))

/** Bundles `page/<name>.ts` as a browser would get it, and serves it on this machine. */
export async function servePage(name: 'contract' | 'tab'): Promise<ServedPage> {
  const files = await bundle(fileURLToPath(new URL(`page/${name}.ts`, import.meta.url)))
  const server = createServer((request, response) => {
    const script = files.get((request.url ?? '').slice(1))
    const type = script === undefined ? 'text/html' : 'text/javascript'
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` })
    response.end(script ?? PAGE)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bundle(input: string): Promise<ReadonlyMap<string, string>> {
  const build = await rolldown({ input, platform: 'browser', plugins: [standIn] })
  const { output } = await build.generate({ format: 'esm', entryFileNames: 'main.js' })
  await build.close()
  return new Map(
    output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])),
  )
}

/** The suites declare their tests with the stand-in, which has the rest from vitest itself. */
const standIn: Plugin = {
  name: 'vitest-in-a-page',
  resolveId: (source, importer) =>
    source === 'vitest' && importer !== undefined && importer !== STAND_IN ? STAND_IN : null,
}
