import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAccounts, shareAccount, unshareAccount } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { namePasskey, signOut, signUp } from '../perch-steps.ts'
import { memberIdOf, synchronised } from '../server/cases/people.ts'
import { ask, begin, ended } from './probes/ask.ts'
import {
  type Heard,
  keyBytesIn,
  LISTEN,
  LISTEN_BETWEEN,
  privateNumberOf,
} from './probes/traffic.ts'
import { signInToExtension } from './steps/member.ts'
import { closed, saveInNewAccount, signInWithFirst, verify } from './steps/prompt.ts'
import { untilListed } from './steps/shared.ts'
import { contentWorldOf } from './world/content-world.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './world/extension.ts'
import { type ExtensionWorld, GUS, makeExtensionWorld, PERCH, RELATED, UMA } from './world/world.ts'

const FRAMED = 'wren.test'

let world: ExtensionWorld
/** The browser of an Owner who has a passkey for Perch. */
let uma: ExtensionBrowser
let page: Page

beforeAll(async () => {
  world = await makeExtensionWorld()
  uma = await openExtensionBrowser(world.hosts)
  uma.context.setDefaultTimeout(20_000)
  await signInToExtension(await uma.openPopup(world.server.origin), UMA)
  page = await uma.context.newPage()
  await signUp(page, PERCH, 'studio')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  const button = page.getByRole('button', { name: 'Create a passkey' })
  await saveInNewAccount(await uma.prompted(() => button.click()), UMA)
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
  await namePasskey(page, 'Keyward')
  await signOut(page)
}, 240_000)
afterAll(async () => {
  await uma?.close()
  await world?.close()
})

test('[C9] a related origin signs in, and one that the site does not name gets the same as without us', async () => {
  const blank = { body: '<!doctype html><title>A site</title>' }
  world.hosts.serve(new URL(RELATED).hostname, () => blank)
  world.hosts.serve(FRAMED, () => blank)
  const tab = await uma.context.newPage()
  await tab.goto(RELATED)
  const how = `{ publicKey: { rpId: '${new URL(PERCH).hostname}' } }`
  await signInWithFirst(await uma.prompted(() => begin(tab, 'get', how)), UMA)
  expect((await ended(tab)).how).toBe('ok')
  await tab.goto(`https://${FRAMED}/`)
  expect((await ask(tab, 'get', how)).how).toBe('SecurityError')
  expect(uma.openPrompts()).toBe(0)
  await tab.close()
})

test('[C40] a frame of another site signs in where its page allows it, and says so in what is signed', async () => {
  world.hosts.serve(FRAMED, () => ({ body: '<!doctype html><title>Framed</title>' }))
  const host = new URL(RELATED).hostname
  const frame = `<iframe src="https://${FRAMED}/" allow="publickey-credentials-get *"></iframe>`
  world.hosts.serve(host, () => ({ body: `<!doctype html><title>Top</title>${frame}` }))
  const tab = await uma.context.newPage()
  await tab.goto(`https://${FRAMED}/`)
  await saveInNewAccount(await uma.prompted(() => begin(tab, 'create')), UMA)
  expect((await ended(tab)).how).toBe('ok')
  await tab.goto(RELATED)
  const framed = tab.frames().find((each) => each.url().includes(FRAMED))
  const prompt = await uma.prompted(async () => {
    await framed?.evaluate(`window.told = navigator.credentials
      .get({ publicKey: { challenge: new Uint8Array(32) }, signal: AbortSignal.timeout(30000) })
      .then(({ response }) => new TextDecoder().decode(response.clientDataJSON), String); 0`)
  })
  await signInWithFirst(prompt, UMA)
  expect(JSON.parse((await framed?.evaluate('told')) as string)).toMatchObject({
    origin: `https://${FRAMED}`,
    crossOrigin: true,
    topOrigin: RELATED,
  })
  await tab.close()
})

test('[C39] no message to a page or to its content script carries a byte of a key', async () => {
  const tab = await uma.context.newPage()
  await tab.goto(`${PERCH}/none`)
  const worker = uma.context.serviceWorkers().find((each) => each.url().startsWith(uma.origin))
  await worker?.evaluate(LISTEN)
  const between = await contentWorldOf(tab, uma.origin)
  await between.evaluate(LISTEN_BETWEEN)
  await saveInNewAccount(await uma.prompted(() => begin(tab, 'create')), UMA)
  const { how, id } = await ended(tab)
  expect(how).toBe('ok')
  const allowed = `{ type: 'public-key', id: Uint8Array.fromBase64('${id}', { alphabet: 'base64url' }) }`
  const only = `{ publicKey: { allowCredentials: [${allowed}] } }`
  await signInWithFirst(await uma.prompted(() => begin(tab, 'get', only)), UMA)
  expect(await ended(tab)).toMatchObject({ how: 'ok', id })
  const heard = [
    (await worker?.evaluate('heard')) as Heard,
    (await between.evaluate('heard')) as Heard,
    (await between.evaluate('told')) as Heard,
  ]
  // Each has heard both ceremonies, to their answers.
  for (const word of ['attestationObject', 'signature'])
    expect(heard.map((texts) => texts.some((text) => text.includes(word)))).toEqual([
      true,
      true,
      true,
    ])
  const accountKey = (await worker?.evaluate(
    `chrome.storage.session.get('keyward.unlocked').then((kept) => kept['keyward.unlocked'].accountKey)`,
  )) as string
  const secrets = {
    ...(await privateNumbers()),
    'account key': Buffer.from(accountKey, 'base64url'),
  }
  expect(Object.keys(secrets)).toEqual(expect.arrayContaining([id, 'account key']))
  expect(keyBytesIn(heard.flat(), secrets)).toEqual([])
  await tab.close()
})

/** Of all passkeys of the Owner, by their ids, as another device of hers has them. */
async function privateNumbers(): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {}
  for (let tries = 0; tries < 100 && Object.keys(found).length < 3; tries += 1) {
    await synchronised(world.uma)
    const { vault } = await world.uma.desk()
    for (const { accountId } of listAccounts(await world.uma.desk(), '', 100)) {
      const account = await vault.get(accountId)
      for (const [id, { privateKey }] of account?.secrets?.passkeys ?? [])
        if (privateKey !== undefined) found[id] = privateNumberOf(privateKey.reveal())
    }
  }
  return found
}

describe('a sign-in that is shared', () => {
  test('is co-signed in the extension of somebody who holds no key, until it is revoked', async () => {
    const gus = await openExtensionBrowser(world.hosts)
    try {
      gus.context.setDefaultTimeout(20_000)
      const popup = await gus.openPopup(world.server.origin)
      await signInToExtension(popup, GUS)
      await synchronised(world.uma)
      const desk = await world.uma.desk()
      const [account] = listAccounts(desk, 'studio', 1)
      if (account === undefined) throw new Error('The account of Perch is not there.')
      const gusId = memberIdOf(world.gus)
      await shareAccount(desk, account.accountId, { memberIds: [gusId], role: 'collaborator' })
      // The second one begins with the deals.
      await synchronised(world.uma)
      await synchronised(world.uma)
      await popup.reload()
      await popup.getByText('1 account', { exact: true }).waitFor()
      await untilListed(gus)
      const tab = await gus.context.newPage()
      await tab.goto(`${PERCH}/sign-in`)
      const button = tab.getByRole('button', { name: 'Sign in with a passkey' })
      await signInWithFirst(await gus.prompted(() => button.click()), GUS)
      await tab.getByRole('heading', { name: 'Notes' }).waitFor()
      await signOut(tab)
      const prompt = await gus.prompted(() => button.click())
      await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
      // While the person looks at the prompt.
      await unshareAccount(await world.uma.desk(), account.accountId, gusId)
      await synchronised(world.uma)
      await prompt.keyboard.press('Enter')
      await verify(prompt, GUS)
      await prompt
        .getByText(/access/)
        .first()
        .waitFor()
      expect(await tab.getByRole('heading', { name: 'Notes' }).count()).toBe(0)
      await prompt.close()
      await closed(prompt)
    } finally {
      await gus.close()
    }
  })
})
