import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { addVirtualAuthenticator, type Browser } from '../browser.ts'
import { type TemporaryFolder, temporaryFolder } from '../server/cases/temporary-folder.ts'
import { REFUSALS, type Refusal } from './probes/invalid.ts'
import { makePasskey } from './probes/passkey.ts'
import {
  FRAMED,
  nameOf,
  POLICY_ROWS,
  type PolicyPages,
  servePolicyPages,
  TOP,
} from './probes/policy.ts'
import { describeSurface, namesOfWindow } from './probes/surface.ts'
import { launchChromium } from './world/chromium.ts'
import { type Hosts, openHosts } from './world/hosts.ts'
import { packageWithStandIn } from './world/packages.ts'
import { openStandIn, type StandInExtension } from './world/stand-in.ts'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'
const BLANK = `https://${TOP}/blank`

let folder: TemporaryFolder
let hosts: Hosts
let pages: PolicyPages
let native: Browser
let ours: Browser
let extension: StandInExtension
let page: Page

// What Chromium does by itself is found out in the same run: no row is written down anywhere.
beforeAll(async () => {
  folder = temporaryFolder()
  hosts = await openHosts()
  pages = servePolicyPages(hosts, 0)
  native = await launchChromium(hosts)
  ours = await launchChromium(hosts, [await packageWithStandIn(folder, 'chromium')])
  extension = await openStandIn(ours.context, ours.page)
  page = await ours.context.newPage()
  await addVirtualAuthenticator(native.page)
  for (const host of [TOP, FRAMED])
    for (const tab of [native.page, page]) {
      await tab.goto(`https://${host}/blank`)
      await tab.evaluate(makePasskey)
    }
}, 60_000)
afterAll(async () => {
  await native?.close()
  await ours?.close()
  await hosts?.close()
  folder?.remove()
})

describe('[C41] the Permissions-Policy decides as it does without the extension:', () => {
  const rows = IS_LONG ? POLICY_ROWS : POLICY_ROWS.filter(({ header }) => header === 'no header')
  test.each(rows.map((row) => ({ name: nameOf(row), row })))('$name', async ({ row }) => {
    pages.forget()
    await native.page.goto(pages.addressOf(row))
    const expected = await pages.outcomeOf(row)
    pages.forget()
    await page.goto(pages.addressOf(row))
    expect(await pages.outcomeOf(row)).toEqual(expected)
  })
})

describe('what a page sees of the interfaces', () => {
  test('[C13] [C56] [C60] is what it sees without the extension', async () => {
    await Promise.all([native.page.goto(BLANK), page.goto(BLANK)])
    const expected = await native.page.evaluate(describeSurface)
    expect(await page.evaluate(describeSurface)).toEqual(expected)
  })

  test('[C57] has no name of ours', async () => {
    await Promise.all([native.page.goto(BLANK), page.goto(BLANK)])
    const expected = await native.page.evaluate(namesOfWindow)
    expect(await page.evaluate(namesOfWindow)).toEqual(expected)
  })
})

test('[C6] [C10] [C18] [C56] options that no browser takes give the error that they give without the extension', async () => {
  await Promise.all([native.page.goto(BLANK), page.goto(BLANK)])
  const asked = extension.prompts()
  const expected = (await native.page.evaluate(REFUSALS)) as Refusal[]
  expect(await page.evaluate(REFUSALS)).toEqual(expected)
  expect(expected.length).toBeGreaterThan(45)
  expect(extension.prompts()).toBe(asked)
})
