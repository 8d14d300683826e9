import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, launchSharedBrowser, type SharedBrowser } from './browser.ts'
import {
  addKeywardPasskey,
  answerByCommand,
  type KeywardCommand,
  keywardCommand,
} from './keyward.ts'
import { namePasskey, signOut, signUp } from './perch-steps.ts'
import { runPerch, type TestPerch } from './perch.ts'

let perch: TestPerch
let chromium: SharedBrowser
let browser: Browser
let page: Page
let keyward: KeywardCommand

beforeAll(async () => {
  perch = await runPerch()
  chromium = await launchSharedBrowser()
})
afterAll(async () => {
  await chromium.close()
  await perch.close()
})

beforeEach(async () => {
  browser = await chromium.visit()
  page = browser.page
  page.setDefaultTimeout(20_000)
  keyward = keywardCommand()
})
afterEach(async () => {
  keyward.close()
  await browser.close()
})

/** A row of the page "What Perch verified". */
async function verified(name: string): Promise<string> {
  await page.goto(`${perch.url}/verified`)
  return (
    await page
      .locator('dt', { hasText: name })
      .first()
      .locator('xpath=following-sibling::dd[1]')
      .innerText()
  ).trim()
}

describe('Keyward signs a person in to Perch, in a real browser', () => {
  test('a passkey from the command line: added, verified, used without a username', async () => {
    await signUp(page, perch.url, 'dana')
    await addKeywardPasskey(page, perch.url, keyward)
    await namePasskey(page, 'From the command line')
    expect(await verified('AAGUID')).toContain('aee0af84-d947-437f-8b99-c8d16725d774')
    expect(await verified('Algorithm')).toContain('ES256')

    await signOut(page)
    await answerByCommand(page, keyward, 'get')
    await page.getByRole('heading', { name: 'Notes' }).waitFor()
    await page.goto(`${perch.url}/verified`)
    await page.getByText('Sign-in verified').waitFor()
  })

  for (const [algorithm, name] of [
    ['EdDSA', 'eddie'],
    ['RS256', 'rosa'],
  ] as const) {
    test(`likewise with ${algorithm}, and with a username`, async () => {
      await signUp(page, perch.url, name)
      await page.goto(`${perch.url}/settings/login/passkeys/new`)
      await page.getByText('Ceremony settings').click()
      await page.getByLabel('First algorithm').selectOption(algorithm)
      await answerByCommand(page, keyward, 'create')
      await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
      expect(await verified('Algorithm')).toContain(algorithm)
      await signOut(page)
      await page.getByLabel('Username').fill(name)
      await answerByCommand(page, keyward, 'get')
      await page.getByRole('heading', { name: 'Notes' }).waitFor()
    })
  }

  test('an answer that was changed on the way is refused, and nothing is lost', async () => {
    await signUp(page, perch.url, 'mallory')
    await addKeywardPasskey(page, perch.url, keyward)
    await namePasskey(page, 'Only one')
    await signOut(page)
    const tampering: KeywardCommand = {
      ...keyward,
      run: async (verb, request) => {
        const answer = await keyward.run(verb, request)
        return {
          ...answer,
          out: answer.out.replace(
            /"signature": ?"(.)/,
            (_, first) => `"signature":"${first === 'M' ? 'N' : 'M'}`,
          ),
        }
      },
    }
    await answerByCommand(page, tampering, 'get')
    const alert = page.getByRole('alert').filter({ hasText: /\S/ }).first()
    await alert.waitFor()
    expect(await alert.innerText()).toContain('could not verify')
    await page.goto(`${perch.url}/sign-in`)
    await answerByCommand(page, keyward, 'get')
    await page.getByRole('heading', { name: 'Notes' }).waitFor()
  })
})
