import { NO_LIMITS } from '@keyward/cosigning/terms'
import { createAccount, listAccounts } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { synchronised } from '../server/cases/people.ts'
import { answerOf, askPage, credentialFor } from './probes/answer.ts'
import { type Album, openAlbum } from './screens/album.ts'
import { lockExtension, signInToExtension } from './steps/member.ts'
import { clickLast, press, signInWithFirst, verify } from './steps/prompt.ts'
import { shareToSignIn, untilListed } from './steps/shared.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { openSignedIn, type SignedIn } from './world/signed-in.ts'
import { GUS, UMA } from './world/world.ts'

const SHOP = 'heron.test'
const INNER = 'wren.test'
const OPEN = `{ userVerification: 'discouraged', authenticatorSelection: { userVerification: 'discouraged' } }`

/** Looking takes longer than any page of the other tests waits. */
const PATIENT = '{ signal: undefined }'

let here: SignedIn
/** Of somebody to whom accounts are shared, and who makes none. */
let gus: ExtensionBrowser
let album: Album
let page: Page

// Everything that the extension shows, each once: in both themes, narrow and as it opens.
beforeAll(async () => {
  album = openAlbum(process.env['KEYWARD_PICTURES'])
  here = await openSignedIn(async ({ uma }) => {
    const desk = await uma.desk()
    await createAccount(desk, { appName: 'Lark Mail', username: 'orders@harbour.example' })
    await synchronised(uma)
  })
  gus = await openExtensionBrowser(here.world.hosts)
  gus.context.setDefaultTimeout(20_000)
}, 120_000)
afterAll(async () => {
  await gus?.close()
  await here?.close()
})

function asked(verb: 'create' | 'get', publicKey?: string): Promise<Page> {
  return here.browser.prompted(() => askPage(page, verb, publicKey, PATIENT))
}

const person = (name: string): string =>
  `{ rp: { name: 'Heron Supplies' }, user: { id: crypto.getRandomValues(new Uint8Array(8)), name: '${name}', displayName: '' } }`

test('[C66] a new passkey: confirming, choosing, a new account, and what is wrong with it', async () => {
  page = await here.visit(SHOP)
  const prompt = await asked('create', person('orders@harbour.example'))
  await prompt.getByRole('heading', { name: 'Confirm it’s you' }).waitFor()
  await album.look(prompt, 'prompt-confirm')
  await prompt.getByRole('textbox', { name: 'Passphrase' }).fill('not the passphrase')
  await prompt.keyboard.press('Enter')
  await prompt.getByText('The passphrase is wrong').first().waitFor()
  await album.look(prompt, 'prompt-wrong-passphrase')
  await prompt.getByRole('textbox', { name: 'Passphrase' }).fill('')
  await verify(prompt, UMA)
  await prompt.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await album.look(prompt, 'prompt-create-new')
  await prompt.getByRole('button', { name: 'New account' }).click()
  await prompt.getByText('This username is free').waitFor()
  await album.look(prompt, 'prompt-create-account')
  await prompt.getByRole('button', { name: 'Save' }).click()
  await credentialFor(page)
  expect(album.faults).toEqual([])
})

test('[C66] signing in: one passkey, then several, and a new one beside them', async () => {
  const one = await asked('get', OPEN)
  await one.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await album.look(one, 'prompt-sign-in-one')
  await press(one, 'Enter')
  await credentialFor(page)
  const second = await asked(
    'create',
    `{ ...${person('night-shift@harbour.example')}, ...${OPEN} }`,
  )
  await second.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await second.getByLabel('Other accounts').fill('lark')
  await album.look(second, 'prompt-create-existing')
  await second.getByRole('button', { name: 'New account' }).click()
  await second.getByLabel('Username').fill('orders@harbour.example')
  await second
    .getByText(/Another account has this username/)
    .first()
    .waitFor()
  await album.look(second, 'prompt-username-taken')
  await second.getByLabel('Username').fill('night-shift@harbour.example')
  await second.getByText('This username is free').waitFor()
  await second.getByRole('button', { name: 'Save' }).click()
  const { id } = await credentialFor(page)
  const many = await asked('get')
  await many.getByRole('group', { name: 'Choose a passkey' }).waitFor()
  await album.look(many, 'prompt-sign-in-many')
  await clickLast(many, 'Cancel')
  expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
  const list = `excludeCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64('${id}', { alphabet: 'base64url' }) }]`
  const excluded = await asked('create', `{ ...${OPEN}, ${list} }`)
  await excluded.getByRole('heading', { name: 'You have a passkey for this already' }).waitFor()
  await album.look(excluded, 'prompt-excluded')
  await press(excluded, 'Enter')
  expect(await answerOf(page)).toEqual({ error: 'InvalidStateError' })
  expect(album.faults).toEqual([])
})

test('a frame of another site, a locked extension, and a prompt that nobody asked for', async () => {
  const frame = `<iframe src="https://${SHOP}/" allow="publickey-credentials-get *"></iframe>`
  const top = await here.visit(INNER, frame)
  const inner = top.frames().find((each) => each.url().includes(SHOP))
  const prompt = await here.browser.prompted(async () => {
    await inner?.evaluate(
      `navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } }).catch(() => undefined); 0`,
    )
  })
  await prompt.getByText(`Shown inside ${INNER}`).waitFor()
  await album.look(prompt, 'prompt-framed')
  await prompt.close()
  await top.close()
  await lockExtension(here.popup)
  await album.look(here.popup, 'popup-locked')
  await page.bringToFront()
  const locked = await asked('get')
  await locked.getByRole('heading', { name: 'Unlock Keyward' }).waitFor()
  await album.look(locked, 'prompt-unlock')
  await locked.close()
  const idle = await here.browser.context.newPage()
  await idle.goto(`${here.browser.origin}app/provider.html?request=none`)
  await idle.getByRole('heading', { name: 'No page asks for anything' }).waitFor()
  await album.look(idle, 'prompt-idle')
  await idle.close()
  expect(album.faults).toEqual([])
})

const POPUP: readonly (readonly [name: string, path: string, heading: string])[] = [
  ['popup-accounts', '/accounts', 'Accounts'],
  ['popup-new-account', '/accounts/new', 'New account'],
  ['popup-settings', '/settings', 'Settings'],
  ['popup-sites', '/settings/sites', 'Sites left to the browser'],
  ['popup-activity', '/activity', 'Activity'],
]

test('the popup of who is signed in', async () => {
  const { popup, browser } = here
  await popup.bringToFront()
  await popup.getByRole('textbox', { name: 'Passphrase' }).fill(UMA.passphrase)
  await popup.keyboard.press('Enter')
  await popup.getByRole('heading', { name: 'Accounts' }).waitFor()
  for (const [name, path, heading] of POPUP) {
    await popup.goto(`${browser.origin}app/index.html?popup#${path}`)
    // On a site, as the toolbar opens it.
    await page.bringToFront()
    await popup.reload()
    await popup.getByRole('heading', { name: heading }).first().waitFor()
    await popup.bringToFront()
    await album.look(popup, name)
  }
  const [account] = listAccounts(await here.world.uma.desk(), 'lark', 1)
  await popup.goto(`${browser.origin}app/index.html?popup#/accounts/${account?.accountId}`)
  await popup.getByRole('heading', { name: 'Lark Mail' }).first().waitFor()
  await album.look(popup, 'popup-account')
  expect(album.faults).toEqual([])
})

test('somebody who signs in with what is shared: a reason, an approval, and what is refused', async () => {
  const { uma, gus: device, server } = here.world
  const popup = await gus.openPopup(server.origin)
  await popup.setViewportSize({ width: 380, height: 560 })
  await popup.getByLabel('Server address').waitFor()
  await album.look(popup, 'popup-server')
  await signInToExtension(popup, GUS)
  await synchronised(uma)
  const [account] = listAccounts(await uma.desk(), 'night-shift', 1)
  if (account === undefined) throw new Error('The account is not there.')
  const limits = { ...NO_LIMITS, approval: true, reason: true }
  await shareToSignIn(uma, account.accountId, device, limits)
  await popup.reload()
  await untilListed(gus)
  page = await gus.context.newPage()
  await page.goto(`https://${SHOP}/`)
  const prompt = await gus.prompted(() => askPage(page, 'get', '{}', PATIENT))
  await signInWithFirst(prompt, GUS)
  await prompt.getByRole('heading', { name: 'Why do you sign in?' }).waitFor()
  await album.look(prompt, 'prompt-reason')
  await prompt.getByLabel('Reason').fill('The delivery of this evening')
  await prompt.keyboard.press('Enter')
  await prompt.getByText(/left$/).waitFor()
  await album.look(prompt, 'prompt-approval')
  await prompt.close()
  // A tab has one request at a time.
  await answerOf(page)
  const creating = await gus.prompted(() => askPage(page, 'create', '{}', PATIENT))
  await creating.getByRole('heading', { name: 'Your role does not allow this' }).waitFor()
  await album.look(creating, 'prompt-role')
  await creating.close()
  await answerOf(page)
  await server.stop()
  const offline = await gus.prompted(() => askPage(page, 'get', '{}', PATIENT))
  await signInWithFirst(offline, GUS)
  await offline.getByRole('heading', { name: 'This passkey needs the server' }).waitFor()
  await album.look(offline, 'prompt-offline')
  await offline.close()
  await popup.reload()
  await popup.getByRole('heading', { name: 'Accounts' }).waitFor()
  await album.look(popup, 'popup-offline')
  await server.start()
  expect(album.faults).toEqual([])
})

test('axe finds nothing, nothing is too wide, and nothing complained', () => {
  expect(album.faults).toEqual([])
  expect(album.names.length).toBeGreaterThan(20)
  expect([...here.browser.complaints, ...gus.complaints]).toEqual([])
})
