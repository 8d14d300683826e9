import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answerUserOffer,
  listActivity,
  listUserOffers,
  viewAccount,
} from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { signInWithPassword, signOut } from '../perch-steps.ts'
import { memberIdOf, synchronised } from '../server/cases/people.ts'
import { signInToExtension } from './steps/member.ts'
import { closed, signInWithFirst, verify } from './steps/prompt.ts'
import { addPasskeyOf, signUpWithPasskey, untilListed } from './steps/shared.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { type ExtensionWorld, makeExtensionWorld, PERCH, RELATED, UMA } from './world/world.ts'

const STRANGE = 'https://wren.test'
const APART = /The app said that it does not know this passkey any more/

let world: ExtensionWorld
let uma: ExtensionBrowser
let page: Page
let popup: Page
let accountId: string
/** A passkey that Perch forgets. */
let first: string

// Each test begins where the one before ended: it is one story. The Owner's first device is another
// one than this browser, and hears nothing of Perch.
beforeAll(async () => {
  world = await makeExtensionWorld()
  uma = await openExtensionBrowser(world.hosts)
  uma.context.setDefaultTimeout(20_000)
  page = await uma.context.newPage()
  accountId = await signUpWithPasskey(page, PERCH, world.uma, 'studio')
  first = (await passkeysElsewhere())[0]?.credentialId ?? ''
  popup = await openPopup()
  await signInToExtension(popup, UMA)
  await untilListed(uma)
  await page.bringToFront()
}, 120_000)
afterAll(async () => {
  await uma?.close()
  await world?.close()
})

/** The passkeys of the account as another device of the Owner has them, once it has synchronised. */
async function passkeysElsewhere() {
  await synchronised(world.uma)
  return (await viewAccount(await world.uma.desk(), accountId)).passkeys
}

/** How long another device takes to have what this browser took in, in milliseconds. */
const SOON = { timeout: 20_000, interval: 500 }

const statuses = async () =>
  Object.fromEntries(
    (await passkeysElsewhere()).map(({ credentialId, status }) => [credentialId, status]),
  )

/** The popup's page as large as the browser shows it. */
async function openPopup(): Promise<Page> {
  const opened = await uma.openPopup(world.server.origin)
  await opened.setViewportSize({ width: 380, height: 560 })
  return opened
}

/** The account's page in the popup. */
async function openAccount(): Promise<void> {
  await popup.bringToFront()
  await popup.reload()
  await popup.getByRole('link', { name: /studio/ }).click()
  await popup.getByRole('heading', { name: 'People' }).waitFor()
}

async function signInWithPasskey(): Promise<void> {
  await page.bringToFront()
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  const prompt = await uma.prompted(() => button.click())
  await signInWithFirst(prompt, UMA)
  await closed(prompt)
}

test('[C106] a passkey that Perch does not know is set apart with its key, and noted for the Owners', async () => {
  // Deleted where no extension is told of it.
  await page.evaluate(
    async ([id]) => {
      const sent = { method: 'POST', redirect: 'manual' } as const
      await fetch(`/settings/login/passkeys/${id}/delete`, sent)
      await fetch('/sign-out', sent)
    },
    [first],
  )
  await page.goto(`${PERCH}/sign-in`)
  await signInWithPasskey()
  await page
    .getByText(/does not know|not registered|unknown|deleted/i)
    .first()
    .waitFor()
  await popup.bringToFront()
  await popup.getByText('Passkey set apart').first().waitFor()
  await expect.poll(statuses, SOON).toEqual({ [first]: 'quarantined' })
  const desk = await world.uma.desk()
  const kept = (await desk.vault.get(accountId))?.secrets?.passkeys.get(first)
  expect(kept?.privateKey).toBeDefined()
})

test('the activity tells who heard of it, and on which device', async () => {
  const { session } = world.uma
  const event = 'passkey-refused' as const
  await expect
    .poll(async () => (await listActivity(session, { event }, 5)).length, { timeout: 20_000 })
    .toBe(1)
  const [entry] = await listActivity(session, { event }, 5)
  expect(entry).toMatchObject({ memberId: memberIdOf(world.uma), subject: { accountId } })
  expect(entry?.deviceId).not.toBe(session.unlocked().deviceId)
  await openAccount()
  await popup.getByText('An app refused a passkey.').waitFor()
})

test('an Owner takes it back into use, everywhere', async () => {
  await popup.getByText(APART).waitFor()
  await popup.getByRole('button', { name: 'Use again' }).click()
  await popup.getByText('The passkey is offered again.').first().waitFor()
  await expect.poll(statuses, SOON).toEqual({ [first]: 'active' })
})

test('[C106] after a sign-in, those that Perch does not accept are not offered any more', async () => {
  await popup.close()
  await page.bringToFront()
  await signInWithPassword(page, 'studio')
  const second = await addPasskeyOf(page, PERCH, world.uma)
  await page.goto(PERCH)
  await signOut(page)
  popup = await openPopup()
  await popup.getByText('studio').first().waitFor()
  await expect.poll(() => listedPasskeys(), { timeout: 20_000 }).toBe(2)
  await popup.close()
  await page.bringToFront()
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  const choosing = await uma.prompted(() => button.click())
  await choosing.getByRole('radio').nth(1).waitFor({ state: 'attached' })
  // The one that was used last comes first.
  await choosing.keyboard.press('ArrowDown')
  await choosing.keyboard.press('Enter')
  await verify(choosing, UMA)
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await signOut(page)
  // No page of Keyward was open since: the prompt itself takes in what Perch has said.
  const prompt = await uma.prompted(() => button.click())
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  expect(await prompt.getByRole('radio').count()).toBeLessThan(2)
  await signInWithFirst(prompt, UMA)
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await expect.poll(statuses, SOON).toEqual({ [first]: 'quarantined', [second]: 'active' })
})

test('[C106] other names are offered on every device, and written when an Owner takes them', async () => {
  await page.goto(`${PERCH}/settings/login`)
  await page.getByLabel('Name on your notes').fill('The Studio')
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.getByText('Your display name is now The Studio.').waitFor()
  popup = await openPopup()
  await openAccount()
  await popup.getByText(/calls this user something else now/).waitFor()
  const offers = async () => {
    await synchronised(world.uma)
    return listUserOffers(await world.uma.desk(), accountId)
  }
  await expect
    .poll(async () => (await offers()).map(({ displayName }) => displayName), { timeout: 20_000 })
    .toContain('The Studio')
  for (const offer of await offers()) await answerUserOffer(await world.uma.desk(), offer, 'take')
  await synchronised(world.uma)
  await popup.getByText(/calls this user something else now/).waitFor({ state: 'detached' })
})

test('[C42] another site says nothing of Perch’s passkeys, not even one that may use them', async () => {
  await popup.close()
  const blank = { body: '<!doctype html><title>A site</title>' }
  for (const origin of [RELATED, STRANGE]) world.hosts.serve(new URL(origin).hostname, () => blank)
  const tab = await uma.context.newPage()
  const said: string[] = []
  for (const origin of [STRANGE, RELATED, `${PERCH}/sign-in`]) {
    await tab.goto(origin)
    said.push((await tab.evaluate(SAY)) as string)
  }
  // Chromium itself lets a related origin say it; here its own origin has to.
  expect(said).toEqual(['SecurityError', 'said', 'said'])
  await expect.poll(origins, { timeout: 10_000 }).toEqual([PERCH])
  expect(uma.complaints).toEqual([])
})

/** For a page: says of one of Perch's passkeys that it is not known. */
const SAY = `PublicKeyCredential.signalUnknownCredential({ rpId: '${new URL(PERCH).hostname}', credentialId: 'AAAA' })
  .then(() => 'said', ({ name }) => name)`

/** How many passkeys the background knows of. */
async function listedPasskeys(): Promise<number> {
  const kept = await kepts('keyward.hints')
  return (kept as { credentials?: unknown[] } | undefined)?.credentials?.length ?? 0
}

/** The origins of the signals that wait to be taken in. */
async function origins(): Promise<readonly string[]> {
  const waiting = (await kepts('keyward.signals')) as readonly { origin: string }[] | undefined
  return (waiting ?? []).map(({ origin }) => origin)
}

async function kepts(key: string): Promise<unknown> {
  const [worker] = uma.context.serviceWorkers()
  return worker?.evaluate(`chrome.storage.local.get('${key}').then((kept) => kept['${key}'])`)
}
