import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packageOf } from '@keyward/e2e/extension/packages'
import { ceremonyRows } from './extension/ceremonies.ts'
import { idlePageRows } from './extension/idle-pages.ts'
import { promptRows } from './extension/prompts.ts'
import { withSites } from './scene/extension/sites.ts'
import type { Row } from './table.ts'
import { tabRows } from './extension/tabs.ts'

/** Bytes. */
const MOST_SCRIPT = 15_000

/** The extension in a real Chromium: what it costs pages, requests, and a computer with many tabs. */
export async function extensionRows(quick: boolean): Promise<Row[]> {
  const script = readFileSync(join(await packageOf('chromium'), 'page.js'))
  const size = { unit: 'bytes', rounds: 1 } as const
  return [
    { what: 'script that runs in pages', ours: script.length, most: MOST_SCRIPT, ...size },
    { what: 'the same, compressed', ours: gzipSync(script).length, ...size },
    ...(await withSites(async (sites) => [
      ...(await ceremonyRows(sites, quick)),
      ...(await idlePageRows(sites, quick)),
    ])),
    ...(await promptRows(quick)),
    // Last, in a browser of its own: so many tabs slow everything down.
    ...(await withSites((sites) => tabRows(sites, quick))),
  ]
}
