import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchSharedBrowser, type SharedBrowser } from '../browser.ts'
import { type Phone, phoneOn } from './phone.ts'
import { newcomer } from './steps/pace.ts'
import { watchComplaints } from './world/complaints.ts'
import { makeDemonstration } from './world/demonstration.ts'
import { type Programs, runPrograms } from './world/programs.ts'

let programs: Programs
let browser: SharedBrowser

beforeAll(async () => {
  programs = await runPrograms()
  await makeDemonstration(programs)
  browser = await launchSharedBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await programs?.close()
})

/**
 * Whoever does not read takes the button that stands out, also where there is a shorter way ("Not
 * now", twice). A workspace of one's own has nobody yet to share with, so the way is that of "Try it".
 */
test('within a minute of the first screen a newcomer has shared an account', async () => {
  const { context, page, close } = await browser.visit({ viewport: { width: 1280, height: 900 } })
  const complaints = watchComplaints(context, programs.origins)
  page.setDefaultTimeout(30_000)
  const phone: Phone = phoneOn(page, 'ios-face-id', 'ios-face-id-of-uma')
  const { keyward, system, prompt } = phone
  const person = newcomer()
  const press = (name: string | RegExp) => person.tap(keyward.getByRole('button', { name }))
  const touch = (name: string) => person.tap(system.getByRole('button', { name, exact: true }))

  await page.goto(programs.origins.keyward)
  await person.tap(page.getByRole('link', { name: /^Try it/ }))
  await touch('Open Keyward')
  await press(/^Sign in as/)
  await press('Turn on Face ID')
  await person.tap(prompt.getByRole('button', { name: 'Match', exact: true }))
  await press('Continue')
  await press('Open settings')
  await person.tap(system.getByText('Keyward', { exact: true }))
  await touch('Home')
  await touch('Open Keyward')
  await press('Go to your accounts')
  await person.tap(keyward.getByRole('link', { name: /studio@acme\.example/ }))
  await person.tap(keyward.getByRole('button', { name: 'Share', exact: true }))
  await person.tap(keyward.getByText('Gus Guest'))
  await press('Share with Gus Guest')
  await keyward.getByText('Shared with Gus Guest.').waitFor()
  const row = keyward.getByRole('button', { name: /^Gus Guest/ })
  await row.filter({ hasText: 'sign-ins ready' }).waitFor({ timeout: 60_000 })

  expect(person.outOfSight).toEqual([])
  expect(person.seconds()).toBeLessThanOrEqual(60)
  await close()
  expect(complaints).toEqual([])
})
