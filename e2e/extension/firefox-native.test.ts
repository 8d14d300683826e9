import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../server/cases/temporary-folder.ts'
import { makePasskey } from './probes/passkey.ts'
import {
  FRAMED,
  nameOf,
  POLICY_ROWS,
  type PolicyOutcome,
  type PolicyPages,
  type PolicyRow,
  servePolicyPages,
  TOP,
} from './probes/policy.ts'
import { describeSurface, namesOfWindow } from './probes/surface.ts'
import { type Firefox, launchFirefox } from './world/firefox.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { packageWithStandIn } from './world/packages.ts'
import { installStandIn } from './world/stand-in-firefox.ts'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'
const BLANK = `https://${TOP}/blank`
const ROWS = IS_LONG ? POLICY_ROWS : POLICY_ROWS.filter(({ header }) => header === 'no header')

let folder: TemporaryFolder
let hosts: Hosts
let pages: PolicyPages
let firefox: Firefox
let page: Page
const native = new Map<PolicyRow, PolicyOutcome>()
let nativeSurface: readonly string[]
let nativeNames: readonly string[]

// What Firefox does by itself is found out in the same run: no row is written down anywhere.
beforeAll(async () => {
  folder = temporaryFolder()
  hosts = await openHosts()
  pages = servePolicyPages(hosts, 0)
  firefox = await launchFirefox(hosts)
  await firefox.addAuthenticator()
  page = await firefox.browser.newPage()
  await makePasskeys()
  for (const row of ROWS) native.set(row, await outcomeOf(row))
  await page.goto(BLANK)
  nativeSurface = await page.evaluate(describeSurface)
  nativeNames = await page.evaluate(namesOfWindow)
  await installStandIn(firefox, await packageWithStandIn(folder, 'firefox'))
  await page.bringToFront()
  await makePasskeys()
}, 120_000)
afterAll(async () => {
  await firefox?.close()
  await hosts?.close()
  folder?.remove()
})

async function makePasskeys(): Promise<void> {
  for (const host of [TOP, FRAMED]) {
    await page.goto(`https://${host}/blank`)
    await page.evaluate(makePasskey)
  }
}

async function outcomeOf(row: PolicyRow): Promise<PolicyOutcome> {
  pages.forget()
  await page.goto(pages.addressOf(row))
  return pages.outcomeOf(row)
}

describe('[C41] in Firefox the Permissions-Policy decides as it does without the extension:', () => {
  test.each(ROWS.map((row) => ({ name: nameOf(row), row })))('$name', async ({ row }) => {
    expect(await outcomeOf(row)).toEqual(native.get(row))
  })
})

describe('what a page sees of the interfaces in Firefox', () => {
  test('[C13] [C56] [C60] is what it sees without the extension', async () => {
    await page.goto(BLANK)
    expect(await page.evaluate(describeSurface)).toEqual(nativeSurface)
  })

  // Not their order: Firefox makes most of them when they are first used, which ours does.
  test('[C57] has no name of ours', async () => {
    await page.goto(BLANK)
    const names = await page.evaluate(namesOfWindow)
    expect(names.toSorted()).toEqual(nativeNames.toSorted())
  })
})
