import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe } from 'vitest'
import { proxyContract } from '@keyward/extension/cases/proxy'
import type { Handover } from '@keyward/extension/proxy'
import type { Page, Worker } from 'playwright-core'
import type { Browser } from '../browser.ts'
import { type TemporaryFolder, temporaryFolder } from '../server/cases/temporary-folder.ts'
import { launchChromium } from './world/chromium.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { holdingExtension, workerExtension } from './world/others.ts'
import { workerOf } from './world/worker.ts'
import type { Delivering } from './workers/delivering.ts'

const ENTRY = fileURLToPath(new URL('workers/delivering.ts', import.meta.url))
const SITES = ['heron.test', 'wren.test']

let folder: TemporaryFolder
let hosts: Hosts
let browser: Browser
let ours: Worker
let other: Worker
const pages = new Map<string, Page>()

beforeAll(async () => {
  folder = temporaryFolder()
  hosts = await openHosts()
  for (const site of SITES)
    hosts.serve(site, () => ({ body: '<!doctype html><title>Site</title>' }))
  browser = await launchChromium(hosts, [
    await workerExtension(folder, 'delivering', ENTRY),
    holdingExtension(folder),
  ])
  ours = await workerOf(browser.context, (each) => each.evaluate(() => 'delivering' in globalThis))
  other = await workerOf(browser.context, (each) => each.evaluate(() => 'asked' in globalThis))
  for (const site of SITES) {
    const page = await browser.context.newPage()
    await page.goto(`https://${site}/`)
    pages.set(`https://${site}`, page)
  }
})
afterAll(async () => {
  await browser?.close()
  await hosts?.close()
  folder?.remove()
})

describe("Chromium's own proxy:", () => {
  proxyContract(async () => {
    await letGo()
    return {
      proxy: {
        async deliver(handover) {
          const made = await tell((delivering, given) => delivering.deliver(given), handover)
          if (made === undefined) return undefined
          const ended = tell((delivering, which) => delivering.ended(which), made)
          return {
            ended: ended.then((how) => how ?? 'not-taken'),
            stop: () => void tell(async (delivering, which) => delivering.stop(which), made),
          }
        },
        recover: () => tell((delivering) => delivering.recover(), 0),
      },
      untilIdle: () => tell((delivering) => delivering.idle(), 0),
      ask,
      async hold() {
        await other.evaluate('chrome.webAuthenticationProxy.attach()')
        return letGo
      },
      close: () => tell((delivering) => delivering.idle(), 0),
    }
  })
})

async function letGo(): Promise<void> {
  await other.evaluate('chrome.webAuthenticationProxy.detach()')
}

async function tell<T extends Handover | number, R>(
  what: (delivering: Delivering, given: T) => Promise<R>,
  given: T,
): Promise<R> {
  const call = `(${what.toString()})(delivering, ${JSON.stringify(given)})`
  return (await ours.evaluate(call)) as R
}

async function ask(origin: string, kind: 'create' | 'get', requestJson: string): Promise<string> {
  const page = pages.get(origin)
  if (page === undefined) throw new Error(`There is no page of ${origin}.`)
  // Chromium gives a new passkey to the page in front alone.
  await page.bringToFront()
  return page.evaluate(
    async ([verb, options]) => {
      try {
        const made = (await (verb === 'create'
          ? navigator.credentials.create({
              publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)),
            })
          : navigator.credentials.get({
              publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)),
            }))) as PublicKeyCredential
        return new TextDecoder().decode(made.response.clientDataJSON)
      } catch (error) {
        return (error as Error).name
      }
    },
    [kind, requestJson] as const,
  )
}
