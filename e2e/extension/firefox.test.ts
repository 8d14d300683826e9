import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import {
  lockExtension,
  openPrompts,
  press,
  prompted,
  saveInNewAccount,
  shows,
  signInToExtension,
  signInWithFirst,
  signOutOfPerch,
  signUpAtPerch,
  untilClosed,
  verify,
} from './steps/firefox.ts'
import { type Firefox, launchFirefox } from './world/firefox.ts'
import { zipOf } from './world/packages.ts'
import { type ExtensionWorld, makeExtensionWorld, PERCH, UMA } from './world/world.ts'

let world: ExtensionWorld
let firefox: Firefox
let app: Page
let page: Page

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeExtensionWorld()
  firefox = await launchFirefox(world.hosts, [await zipOf('firefox')])
  page = await firefox.browser.newPage()
}, 120_000)
afterAll(async () => {
  await firefox?.close()
  await world?.close()
})

const asked = (button: string) => prompted(firefox.browser, () => press(page, button))

/** Perch shows its notes to who is signed in. @returns all that it shows */
async function notes(): Promise<unknown> {
  await shows(page, 'Notes')
  await untilClosed(firefox.browser)
  return page.evaluate('document.body.innerText')
}

test('[C47] [C56] before anybody is signed in pages find the functions of the browser', async () => {
  await page.goto(`${PERCH}/sign-in`)
  expect(await page.evaluate('String(navigator.credentials.get)')).toMatch(/^function get\(\)/)
})

test('[C54] [C61] Perch gets a passkey, and reads all of it in the realm of its page', async () => {
  app = await firefox.openExtensionPage(`app/index.html?popup&server=${world.server.origin}`)
  await signInToExtension(app, UMA)
  await page.bringToFront()
  await signUpAtPerch(page, PERCH, 'robin')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  await page.evaluate(watchResults)
  await saveInNewAccount(await asked('Create a passkey'), UMA)
  await shows(page, 'Passkey added')
  expect(await page.evaluate(`JSON.parse(sessionStorage.getItem('seen'))`)).toEqual([
    'PublicKeyCredential true',
    'rawId true',
    'clientDataJSON true',
    'attestationObject true',
    'toJSON true',
  ])
  await untilClosed(firefox.browser)
  await page.goto(`${PERCH}/`)
  await signOutOfPerch(page)
})

test('[C50] [C54] a sign-in without a username, by the keyboard alone, from a stopped background', async () => {
  await firefox.stopBackground()
  const prompt = await asked('Sign in with a passkey')
  await shows(prompt, 'Sign in to')
  // Once more while the person is thinking.
  await firefox.stopBackground()
  await signInWithFirst(prompt, UMA)
  expect(await notes()).toContain('robin')
  await signOutOfPerch(page)
})

test('[C45] a suggestion waits for its field, and makes way for a sign-in with a username', async () => {
  await page.reload()
  const field = await page.locator('input[name=username]').waitHandle()
  expect(await openPrompts(firefox.browser)).toBe(0)
  await prompted(firefox.browser, () => field.click())
  await page.bringToFront()
  await field.type('robin')
  await signInWithFirst(await asked('Use passkey'), UMA)
  expect(await notes()).toContain('robin')
  await signOutOfPerch(page)
})

test('[C47] [C50] a locked extension unlocks inside the request, and signs in', async () => {
  await lockExtension(app)
  await page.bringToFront()
  const prompt = await asked('Sign in with a passkey')
  await shows(prompt, 'Unlock Keyward')
  await verify(prompt, UMA)
  await shows(prompt, 'Sign in to')
  await prompt.keyboard.press('Enter')
  expect(await notes()).toContain('robin')
})

test('[C48] who wants another device is handed over to Firefox, which answers itself', async () => {
  const authenticator = await firefox.addAuthenticator()
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  expect(await authenticator.credentials()).toBe(0)
  await press(await asked('Create a passkey'), 'Use another device')
  await shows(page, 'Passkey added')
  expect(await authenticator.credentials()).toBe(1)
  await untilClosed(firefox.browser)
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
