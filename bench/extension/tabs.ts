import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'
import type { Sites } from '../scene/extension/sites.ts'
import type { Row } from '../table.ts'

/** Bytes. */
const MOST = 60_000_000

/** How many tabs are opened at the same time. */
const AT_ONCE = 10

/**
 * What the background takes with many tabs open, whose pages all have the extension's scripts: its
 * worker alone and, where the system tells, the whole process that it runs in.
 */
export async function tabRows(sites: Sites, quick: boolean): Promise<Row[]> {
  const tabs = quick ? 50 : 500
  const browser = sites.context.browser()
  if (browser === null) throw new Error('Chromium tells nothing of its processes.')
  const devtools = await browser.newBrowserCDPSession()
  const before = await workerHeap(devtools, sites.extension.origin)
  for (let open = 0; open < tabs; open += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => sites.visit('ours')))
  const after = await workerHeap(devtools, sites.extension.origin)
  const held = await processMemory(devtools)
  const of = `with ${tabs} tabs open`
  const row = { unit: 'bytes', rounds: 1 } as const
  return [
    { what: `memory of the background's script ${of}`, ours: after, most: MOST, ...row },
    {
      what: `what each of ${tabs} tabs adds to it`,
      ours: Math.max(0, Math.round((after - before) / tabs)),
      ...row,
    },
    ...(held === undefined
      ? []
      : [{ what: `memory of its process alone ${of}`, ours: held, most: MOST, ...row }]),
  ]
}

/** Bytes that the worker's scripts hold, once all that is free is given back. */
async function workerHeap(devtools: CDPSession, origin: string): Promise<number> {
  const { targetInfos } = await devtools.send('Target.getTargets')
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
  )
  if (worker === undefined) throw new Error('The worker does not run.')
  const { targetId } = worker
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId })
  const ask = (id: number, method: string): Promise<{ readonly usedSize: number }> =>
    new Promise((resolve) => {
      devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message) as { id?: number; result: { usedSize: number } }
        if (answer.id === id) resolve(answer.result)
      })
      const message = JSON.stringify({ id, method })
      void devtools.send('Target.sendMessageToTarget', { sessionId, message })
    })
  await ask(1, 'HeapProfiler.collectGarbage')
  const { usedSize } = await ask(2, 'Runtime.getHeapUsage')
  await devtools.send('Target.detachFromTarget', { sessionId })
  return usedSize
}

/** Bytes of the extension's process that no other one shares. Undefined where no system tells. */
async function processMemory(devtools: CDPSession): Promise<number | undefined> {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  for (const { id } of processInfo)
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process')) continue
      const parts = [
        ...readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+: +(\d+) kB$/gm),
      ]
      return parts.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0)
    } catch {
      // Not Linux.
      return undefined
    }
  return undefined
}
