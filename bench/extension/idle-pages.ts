import type { CDPSession, Page } from 'playwright-core'
import { median } from '../harness.ts'
import type { Sites, Whose } from '../scene/extension/sites.ts'
import type { Row } from '../table.ts'

/** How long pages are left alone, in milliseconds. */
const IDLE = 5_000

/** Bytes. */
const MOST_HEAP = 150_000

/**
 * What the extension costs a page that asks for nothing: script while it loads and while nothing
 * happens, and memory in each frame. The reference is the same page of a site that is left to the
 * browser, where the extension has no script.
 */
export async function idlePageRows(sites: Sites, quick: boolean): Promise<Row[]> {
  const rounds = quick ? 2 : 10
  const loads = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round < rounds; round += 1)
    for (const whose of ['ours', 'theirs'] as const)
      loads[whose].push(await withPage(sites, whose, loadTime))
  const idle = async (whose: Whose): Promise<number> =>
    withPage(sites, whose, async ({ page, devtools }) => {
      const before = await scriptTime(devtools)
      await page.waitForTimeout(quick ? 1000 : IDLE)
      return (await scriptTime(devtools)) - before
    })
  const frames = quick ? 20 : 100
  const heap = (whose: Whose): Promise<number> =>
    withPage(sites, whose, (opened) => heapPerFrame(opened, frames))
  const [bare, empty, whole] = [await heap('theirs'), await heap('empty'), await heap('ours')]
  const [load, native] = [median(loads.ours), median(loads.theirs)]
  const reference = 'the same page without the extension'
  const [resting, nativeResting] = [await idle('ours'), await idle('theirs')]
  return [
    {
      what: 'script of a page while it loads: the extension and nothing else',
      ours: load,
      reference,
      referenceTime: native,
      rounds,
    },
    {
      what: `script of the same page in ${(quick ? 1000 : IDLE) / 1000} seconds of rest`,
      ours: resting,
      reference,
      referenceTime: nativeResting,
      most: 0,
      rounds: 1,
    },
    {
      what: `memory of the extension's scripts in each of ${frames} frames, beyond that of empty ones`,
      unit: 'bytes',
      ours: whole - empty,
      most: MOST_HEAP,
      rounds: 1,
    },
    {
      what: 'memory that Chromium takes in each frame for two empty scripts of any extension',
      unit: 'bytes',
      ours: empty - bare,
      rounds: 1,
    },
  ]
}

interface Opened {
  readonly page: Page
  readonly devtools: CDPSession
}

async function withPage<T>(
  sites: Sites,
  whose: Whose,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const page = await sites.visit(whose)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const done = await work({ page, devtools })
  await page.close()
  return done
}

/** Microseconds of script while the page is loaded again. */
async function loadTime({ page, devtools }: Opened): Promise<number> {
  const before = await scriptTime(devtools)
  await page.reload()
  return (await scriptTime(devtools)) - before
}

/** Microseconds of script since this was looked for first. */
async function scriptTime(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return 1e6 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN)
}

/** Bytes that each further frame adds to what scripts hold, once all that is free is given back. */
async function heapPerFrame({ page, devtools }: Opened, frames: number): Promise<number> {
  const before = await heapOf(devtools)
  await page.evaluate(`(async () => {
    for (let i = 0; i < ${frames}; i += 1) {
      const frame = Object.assign(document.createElement('iframe'), { srcdoc: '<p>A frame' })
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await loaded
    }
  })()`)
  return ((await heapOf(devtools)) - before) / frames
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}
