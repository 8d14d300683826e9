import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { namePasskey, signOut, signUp } from '../perch-steps.ts'
import { lockExtension, signInToExtension } from './steps/member.ts'
import {
  closed,
  pressLastEnter,
  saveInNewAccount,
  signInWithFirst,
  verify,
} from './steps/prompt.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { type ExtensionWorld, makeExtensionWorld, PERCH, UMA } from './world/world.ts'

let world: ExtensionWorld
let browser: ExtensionBrowser
let popup: Page
let page: Page

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeExtensionWorld()
  browser = await openExtensionBrowser(world.hosts)
  browser.context.setDefaultTimeout(20_000)
  page = await browser.context.newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

/** Perch shows its notes to who is signed in. */
async function isSignedIn(): Promise<boolean> {
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  return true
}

/** Whether Perch's request behind its username field has reached the background. */
async function isOffered(): Promise<boolean> {
  const [worker] = browser.context.serviceWorkers()
  const kept = (await worker?.evaluate('chrome.storage.session.get(null)')) as object
  return Object.values(kept).some(({ isConditional }) => isConditional === true)
}

test('[C47] [C56] before anybody is signed in pages find the functions of the browser', async () => {
  await page.goto(`${PERCH}/sign-in`)
  expect(await page.evaluate(() => String(navigator.credentials.get))).toBe(
    'function get() { [native code] }',
  )
})

test('a member signs in to the extension, and gives Perch a passkey of a new account', async () => {
  popup = await browser.openPopup(world.server.origin)
  await signInToExtension(popup, UMA)
  await signUp(page, PERCH, 'studio')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  const prompt = await browser.prompted(() =>
    page.getByRole('button', { name: 'Create a passkey' }).click(),
  )
  await saveInNewAccount(prompt, UMA)
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
  await namePasskey(page, 'Keyward')
  await page.goto(`${PERCH}/verified`)
  await page.getByText('Registration verified').waitFor()
  expect(await page.getByRole('row', { name: /UV User verified set/ }).count()).toBe(1)
  await signOut(page)
})

test('[C45] [C66] a page that gives up its suggestion asks at once for a username, by the keyboard alone', async () => {
  // Going to the field is what brings the suggestion.
  const suggestion = await browser.prompted(() => page.getByLabel('Username').click())
  await page.bringToFront()
  await page.getByLabel('Username').fill('studio')
  const prompt = await browser.prompted(() =>
    page.getByRole('button', { name: 'Use passkey' }).click(),
  )
  await closed(suggestion)
  await signInWithFirst(prompt, UMA)
  expect(await isSignedIn()).toBe(true)
  await closed(prompt)
  await signOut(page)
})

test('[C50] a sign-in without a username, from a stopped worker', async () => {
  await browser.stopWorker()
  const prompt = await browser.prompted(() =>
    page.getByRole('button', { name: 'Sign in with a passkey' }).click(),
  )
  // Once more while the person is thinking.
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await browser.stopWorker()
  await signInWithFirst(prompt, UMA)
  expect(await isSignedIn()).toBe(true)
  await signOut(page)
})

test('[C45] a conditional sign-in opens nothing until the person goes to the field', async () => {
  await page.reload()
  await page.getByLabel('Username').waitFor()
  await expect.poll(isOffered, { timeout: 10_000 }).toBe(true)
  expect(browser.openPrompts()).toBe(0)
  const prompt = await browser.prompted(() => page.getByLabel('Username').click())
  await signInWithFirst(prompt, UMA)
  expect(await isSignedIn()).toBe(true)
  await signOut(page)
})

test('[C47] [C50] a locked extension unlocks inside the request, and signs in', async () => {
  await lockExtension(popup)
  await page.bringToFront()
  const prompt = await browser.prompted(() =>
    page.getByRole('button', { name: 'Sign in with a passkey' }).click(),
  )
  await prompt.getByRole('heading', { name: 'Unlock Keyward' }).waitFor()
  await verify(prompt, UMA)
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await pressLastEnter(prompt)
  expect(await isSignedIn()).toBe(true)
})

test('nothing complained on the way', () => {
  expect(browser.complaints).toEqual([])
})
