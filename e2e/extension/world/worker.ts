import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Worker } from 'playwright-core'

/** The worker of the extension that this is true of, once it runs. */
export async function workerOf(
  context: BrowserContext,
  isIt: (worker: Worker) => Promise<boolean> | boolean,
): Promise<Worker> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const worker of context.serviceWorkers()) if (await isIt(worker)) return worker
    await sleep(50)
  }
  throw new Error('No such extension runs.')
}
