import { listAccounts, shareAccount, unshareAccount } from '@keyward/keyholder/commands'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memberIdOf, synchronised } from '../server/cases/people.ts'
import { ask, begin, ended } from './probes/ask.ts'
import {
  lockExtension,
  openPrompts,
  press,
  prompted,
  saveInNewAccount,
  shows,
  signInAgain,
  signInToExtension,
  signInWithFirst,
  signOutHere,
  signOutOfPerch,
  signUpAtPerch,
  untilClosed,
  untilListed,
  verify,
} from './steps/firefox.ts'
import { type Firefox, launchFirefox } from './world/firefox.ts'
import { zipOf } from './world/packages.ts'
import { type ExtensionWorld, GUS, makeExtensionWorld, PERCH, RELATED, UMA } from './world/world.ts'

const FRAMED = 'https://wren.test'
const GET = `navigator.credentials.get({
  publicKey: { challenge: new Uint8Array(32) }, signal: AbortSignal.timeout(30000) })`

let world: ExtensionWorld
let firefox: Firefox
let app: Page
let page: Page

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeExtensionWorld()
  firefox = await launchFirefox(world.hosts, [await zipOf('firefox')])
  app = await firefox.openExtensionPage(home())
  await signInToExtension(app, UMA)
  page = await firefox.browser.newPage()
  await signUpAtPerch(page, PERCH, 'studio')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  await saveInNewAccount(await asked('Create a passkey'), UMA)
  await shows(page, 'Passkey added')
  await page.goto(`${PERCH}/`)
  await signOutOfPerch(page)
}, 240_000)
afterAll(async () => {
  await firefox?.close()
  await world?.close()
})

const home = () => `app/index.html?popup&server=${world.server.origin}`
const asked = (button: string) => prompted(firefox.browser, () => press(page, button))

/** A site whose page frames another one. */
function serveFramed(allow: string): void {
  const frame = `<iframe src="${FRAMED}/" ${allow}></iframe>`
  const pages = { [RELATED]: `<!doctype html><title>Top</title>${frame}`, [FRAMED]: BLANK }
  for (const [site, body] of Object.entries(pages))
    world.hosts.serve(new URL(site).hostname, () => ({ body }))
}

const BLANK = '<!doctype html><title>A site</title>'

/** The framed page, once it is there. */
async function frameOf(top: Page) {
  const frame = await top.waitForFrame((each) => each.url().startsWith(FRAMED))
  await frame.waitForSelector('html')
  return frame
}

test('[C45] [C50] a suggestion is answered from a stopped background', async () => {
  await page.reload()
  const field = await page.locator('input[name=username]').waitHandle()
  await firefox.stopBackground()
  await signInWithFirst(await prompted(firefox.browser, () => field.click()), UMA)
  await shows(page, 'Notes')
  await untilClosed(firefox.browser)
  expect(new URL(page.url()).pathname).not.toBe('/sign-in')
  await signOutOfPerch(page)
})

test('[C9] a related origin signs in, and one that the site does not name is refused without a prompt', async () => {
  for (const site of [RELATED, FRAMED])
    world.hosts.serve(new URL(site).hostname, () => ({ body: BLANK }))
  const how = `{ publicKey: { rpId: '${new URL(PERCH).hostname}' } }`
  const tab = await firefox.browser.newPage()
  await tab.goto(RELATED)
  await signInWithFirst(await prompted(firefox.browser, () => begin(tab, 'get', how)), UMA)
  expect((await ended(tab)).how).toBe('ok')
  await untilClosed(firefox.browser)
  await tab.goto(FRAMED)
  expect((await ask(tab, 'get', how)).how).toBe('SecurityError')
  expect(await openPrompts(firefox.browser)).toBe(0)
  await tab.close()
})

test('[C40] a frame of another site signs in where its page allows it, and says so in what is signed', async () => {
  serveFramed('allow="publickey-credentials-get *"')
  const tab = await firefox.browser.newPage()
  await tab.goto(FRAMED)
  await saveInNewAccount(await prompted(firefox.browser, () => begin(tab, 'create')), UMA)
  expect((await ended(tab)).how).toBe('ok')
  await untilClosed(firefox.browser)
  await tab.goto(RELATED)
  const frame = await frameOf(tab)
  const prompt = await prompted(firefox.browser, () =>
    frame.evaluate(`window.told = ${GET}.then(
      ({ response }) => new TextDecoder().decode(response.clientDataJSON), String); 0`),
  )
  await signInWithFirst(prompt, UMA)
  expect(JSON.parse((await frame.evaluate('told')) as string)).toMatchObject({
    origin: FRAMED,
    crossOrigin: true,
    topOrigin: RELATED,
  })
  await untilClosed(firefox.browser)
  await tab.close()
})

test('[C40] a frame of another site that its page does not allow is refused without a prompt', async () => {
  serveFramed('')
  const tab = await firefox.browser.newPage()
  await tab.goto(RELATED)
  const frame = await frameOf(tab)
  expect(await frame.evaluate(`${GET}.then(() => 'ok', ({ name }) => name)`)).toBe(
    'NotAllowedError',
  )
  expect(await openPrompts(firefox.browser)).toBe(0)
  await tab.close()
})

test('[C47] once nobody is signed in any more pages find the functions of the browser', async () => {
  await lockExtension(app)
  await signOutHere(app)
  await app.close()
  await page.bringToFront()
  await page.goto(`${PERCH}/sign-in`)
  expect(await page.evaluate('String(navigator.credentials.get)')).toMatch(/^function get\(\)/)
})

test('a sign-in that is shared is co-signed for somebody who holds no key, until it is revoked', async () => {
  const gusId = memberIdOf(world.gus)
  app = await firefox.openExtensionPage(home())
  await signInAgain(app, GUS)
  const account = await shareWithGus(gusId)
  await app.evaluate('location.reload()')
  await shows(app, '1 account')
  await untilListed(app)
  await page.bringToFront()
  await page.goto(`${PERCH}/sign-in`)
  await signInWithFirst(await asked('Sign in with a passkey'), GUS)
  await shows(page, 'Notes')
  await untilClosed(firefox.browser)
  await signOutOfPerch(page)
  const prompt = await asked('Sign in with a passkey')
  await shows(prompt, 'Sign in to')
  // While the person looks at the prompt.
  await unshareAccount(await world.uma.desk(), account, gusId)
  await synchronised(world.uma)
  await prompt.keyboard.press('Enter')
  await verify(prompt, GUS)
  await shows(prompt, 'access')
  expect(await page.evaluate('document.body.innerText')).not.toContain('Notes')
})

/** @returns the id of the account that Gus may use now */
async function shareWithGus(gusId: ReturnType<typeof memberIdOf>): Promise<string> {
  await synchronised(world.uma)
  const desk = await world.uma.desk()
  const [account] = listAccounts(desk, 'studio', 1)
  if (account === undefined) throw new Error('The account of Perch is not there.')
  await shareAccount(desk, account.accountId, { memberIds: [gusId], role: 'collaborator' })
  // The second one begins with the deals.
  await synchronised(world.uma)
  await synchronised(world.uma)
  return account.accountId
}
