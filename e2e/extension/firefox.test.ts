import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { type TemporaryFolder, temporaryFolder } from '../server/cases/temporary-folder.ts'
import {
  pageAt,
  press,
  shows,
  signInToExtension,
  signOutOfPerch,
  signUpAtPerch,
  untilClosed,
  verify,
} from './steps/firefox.ts'
import { type Firefox, launchFirefox } from './world/firefox.ts'
import { packageThatOpens } from './world/packages.ts'
import { type ExtensionWorld, makeExtensionWorld, PERCH, UMA } from './world/world.ts'

let folder: TemporaryFolder
let world: ExtensionWorld
let firefox: Firefox
let page: Page

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  folder = temporaryFolder()
  world = await makeExtensionWorld()
  const home = `app/index.html?server=${world.server.origin}`
  firefox = await launchFirefox(world.hosts, [await packageThatOpens(folder, home)])
  const app = await pageAt(firefox.browser, 'app/index.html')
  await signInToExtension(app, UMA)
  page = await firefox.browser.newPage()
}, 120_000)
afterAll(async () => {
  await firefox?.close()
  await world?.close()
  folder?.remove()
})

const prompt = () => pageAt(firefox.browser, 'app/provider.html')

test('[C54] [C61] Perch gets a passkey, and reads all of it in the realm of its page', async () => {
  await signUpAtPerch(page, PERCH, 'robin')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  await page.evaluate(watchResults)
  await press(page, 'Create a passkey')
  const asked = await prompt()
  await verify(asked, UMA)
  await press(asked, 'New account')
  await press(asked, 'Save')
  await shows(page, 'Passkey added')
  expect(await page.evaluate(`JSON.parse(sessionStorage.getItem('seen'))`)).toEqual([
    'PublicKeyCredential true',
    'rawId true',
    'clientDataJSON true',
    'attestationObject true',
    'toJSON true',
  ])
  await untilClosed(firefox.browser)
})

test('[C54] a sign-in without a username, by the keyboard alone', async () => {
  await page.goto(`${PERCH}/`)
  await signOutOfPerch(page)
  await press(page, 'Sign in with a passkey')
  const asked = await prompt()
  await shows(asked, 'Sign in to')
  await asked.keyboard.press('Enter')
  await verify(asked, UMA)
  await shows(page, 'Notes')
  await untilClosed(firefox.browser)
  expect(new URL(page.url()).origin).toBe(PERCH)
  expect(await page.evaluate('document.body.innerText')).toContain('robin')
})

/** For the page: keeps what it sees of the next passkey. */
function watchResults(): void {
  const { credentials } = navigator
  const create = credentials.create.bind(credentials)
  credentials.create = async (options) => {
    const made = (await create(options)) as PublicKeyCredential
    const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse
    const seen = [
      `PublicKeyCredential ${made instanceof PublicKeyCredential}`,
      `rawId ${made.rawId.constructor === ArrayBuffer}`,
      `clientDataJSON ${clientDataJSON.constructor === ArrayBuffer}`,
      `attestationObject ${attestationObject.constructor === ArrayBuffer}`,
      `toJSON ${(made.toJSON() as { id: string }).id === made.id}`,
    ]
    // The page is left as soon as it has what it wanted.
    sessionStorage.setItem('seen', JSON.stringify(seen))
    return made
  }
}
