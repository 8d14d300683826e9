import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_LIMITS } from '@keyward/cosigning/terms'
import { setLimits, unshareAccount } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { signOut } from '../perch-steps.ts'
import { memberIdOf, synchronised } from '../server/cases/people.ts'
import { ask, type Ended } from './probes/ask.ts'
import { signInToExtension } from './steps/member.ts'
import { clickLast, closed, pressLastEnter, signInWithFirst } from './steps/prompt.ts'
import { answerAs, askedOf, shareToSignIn, signUpWithPasskey, untilListed } from './steps/shared.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { type ExtensionWorld, GUS, makeExtensionWorld, PERCH } from './world/world.ts'

const APPROVAL = { ...NO_LIMITS, approval: true }

let world: ExtensionWorld
/** The browser of somebody who holds no key. */
let gus: ExtensionBrowser
/** Perch, signed out. */
let page: Page
let quiet: Page
let accountId: string

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeExtensionWorld()
  gus = await openExtensionBrowser(world.hosts)
  gus.context.setDefaultTimeout(20_000)
  page = await gus.context.newPage()
  accountId = await signUpWithPasskey(page, PERCH, world.uma, 'studio')
  await signOut(page)
  const popup = await gus.openPopup(world.server.origin)
  await signInToExtension(popup, GUS)
  await shareToSignIn(world.uma, accountId, world.gus, APPROVAL)
  await popup.reload()
  await popup.getByText('1 account', { exact: true }).waitFor()
  await untilListed(gus)
  quiet = await gus.context.newPage()
  await quiet.goto(`${PERCH}/verified`)
  await page.bringToFront()
  await page.reload()
}, 120_000)
afterAll(async () => {
  await gus?.close()
  await world?.close()
})

/** Presses Perch's button, and confirms in the prompt that comes of it. */
async function signInAtPerch(): Promise<Page> {
  await page.bringToFront()
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  const prompt = await gus.prompted(() => button.click())
  await signInWithFirst(prompt, GUS)
  return prompt
}

/** The same in a page of Perch's that asks for nothing by itself, and tells exactly how it ends. */
async function askForAnswer() {
  await quiet.bringToFront()
  let ended: Promise<Ended> | undefined
  const prompt = await gus.prompted(async () => {
    ended = ask(quiet, 'get', '{ signal: undefined }')
  })
  await signInWithFirst(prompt, GUS)
  return { prompt, ended }
}

/** The prompt says that an Owner is asked, and for how long. */
async function waits(prompt: Page): Promise<void> {
  await prompt.getByText(/^Waiting for an Owner to approve\d:\d\d left$/).waitFor()
}

/** Reads why it ended, and closes the prompt with the keyboard. */
async function dismiss(prompt: Page): Promise<void> {
  const close = prompt.getByRole('button', { name: 'Close' })
  await close.waitFor()
  await pressLastEnter(prompt)
  await closed(prompt)
}

/** Perch shows its notes to who is signed in. */
async function isSignedIn(): Promise<boolean> {
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  return true
}

/** How many requests the background keeps, but for Perch's own that waits behind its username field. */
async function pressingRequests(): Promise<number> {
  const [worker] = gus.context.serviceWorkers()
  const kept = (await worker?.evaluate('chrome.storage.session.get(null)')) as object
  return Object.entries(kept).filter(
    ([key, value]) => key.startsWith('keyward.request.') && !value.isConditional,
  ).length
}

test('an Owner approves while the prompt waits, and Perch is signed in', async () => {
  const prompt = await signInAtPerch()
  await waits(prompt)
  // Waiting takes longer than browsers let a worker be idle.
  await gus.stopWorker()
  const asked = await answerAs(world.uma, true)
  expect(asked).toMatchObject({ who: GUS.name, origin: PERCH, username: 'studio', reason: null })
  expect(await isSignedIn()).toBe(true)
  await closed(prompt)
  await signOut(page)
})

test('[C66] a reason is asked for and given with the keyboard alone', async () => {
  const reason = { ...NO_LIMITS, reason: true }
  await setLimits(await world.uma.desk(), accountId, memberIdOf(world.gus), reason)
  await synchronised(world.uma)
  const prompt = await signInAtPerch()
  await prompt.getByRole('heading', { name: 'Why do you sign in?' }).waitFor()
  await prompt.keyboard.press('Enter')
  await prompt.getByText('Give a reason, in a few words.').waitFor()
  await prompt.keyboard.type('Weekly report')
  await pressLastEnter(prompt)
  expect(await isSignedIn()).toBe(true)
  await closed(prompt)
  await signOut(page)
})

test('an Owner sees the reason, and may decline: the page hears no more than of any refusal', async () => {
  const both = { ...APPROVAL, reason: true }
  await setLimits(await world.uma.desk(), accountId, memberIdOf(world.gus), both)
  await synchronised(world.uma)
  const { prompt, ended } = await askForAnswer()
  await prompt.getByLabel('Reason').fill('Once more')
  await prompt.keyboard.press('Enter')
  await waits(prompt)
  expect((await answerAs(world.uma, false)).reason).toBe('Once more')
  await prompt.getByText('An Owner declined this sign-in').first().waitFor()
  await dismiss(prompt)
  expect(await ended).toMatchObject({ how: 'NotAllowedError', isOwn: true })
})

test('with both, Perch is signed in once the reason is given and the Owner approves', async () => {
  const prompt = await signInAtPerch()
  await prompt.getByLabel('Reason').fill('Weekly report')
  await prompt.keyboard.press('Enter')
  await waits(prompt)
  expect((await answerAs(world.uma, true)).reason).toBe('Weekly report')
  expect(await isSignedIn()).toBe(true)
  await closed(prompt)
  await signOut(page)
})

test('[C44] a prompt that is closed while it waits ends the request: approving comes to nothing', async () => {
  await setLimits(await world.uma.desk(), accountId, memberIdOf(world.gus), APPROVAL)
  await synchronised(world.uma)
  const { prompt, ended } = await askForAnswer()
  await waits(prompt)
  await askedOf(world.uma)
  expect(await pressingRequests()).toBe(1)
  await prompt.close()
  expect(await ended).toMatchObject({ how: 'NotAllowedError', isOwn: true })
  expect(await pressingRequests()).toBe(0)
  await answerAs(world.uma, true)
  // Nobody is kept from asking again, and this is another sign-in.
  const again = await signInAtPerch()
  await waits(again)
  await answerAs(world.uma, true)
  expect(await isSignedIn()).toBe(true)
  await closed(again)
  await signOut(page)
})

test('leaving by the button while it waits tells the page the same', async () => {
  const { prompt, ended } = await askForAnswer()
  await waits(prompt)
  await clickLast(prompt, 'Cancel')
  expect(await ended).toMatchObject({ how: 'NotAllowedError', isOwn: true })
  await closed(prompt)
  expect(await pressingRequests()).toBe(0)
})

test('access that is revoked while the prompt waits ends it', async () => {
  const { prompt, ended } = await askForAnswer()
  await waits(prompt)
  await unshareAccount(await world.uma.desk(), accountId, memberIdOf(world.gus))
  await synchronised(world.uma)
  await prompt.getByRole('button', { name: 'Close' }).waitFor()
  expect(await prompt.getByRole('main').innerText()).toMatch(/access/)
  await dismiss(prompt)
  expect(await ended).toMatchObject({ how: 'NotAllowedError', isOwn: true })
  expect(await pressingRequests()).toBe(0)
  expect(gus.complaints).toEqual([])
})
