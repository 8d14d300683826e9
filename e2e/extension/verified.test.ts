import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { listAccounts } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerOf,
  askPage,
  authenticatorFacts,
  type CredentialJson,
  credentialFor,
  signedBytes,
} from './probes/answer.ts'
import { FOREIGN, type ForeignPasskey, importForeign, prfOf } from './steps/imported.ts'
import { choose, clickLast, closed, press, saveInNewAccount, verify } from './steps/prompt.ts'
import { openSignedIn, type SignedIn } from './world/signed-in.ts'
import { UMA } from './world/world.ts'

const SITE = 'heron.test'
/** Where passkeys are used that other managers made. */
const FOREIGN_SITE = 'wren.test'

let here: SignedIn
let page: Page

beforeAll(async () => {
  here = await openSignedIn(({ uma }) => importForeign(uma, FOREIGN_SITE))
  page = await here.visit(SITE)
  await saveInNewAccount(await here.browser.prompted(() => askPage(page, 'create')), UMA)
  await credentialFor(page)
}, 120_000)
afterAll(() => here?.close())

/** What people do at the prompt, once they have said what they want. */
type Does = 'confirms' | 'leaves' | 'is not asked'

async function sign(publicKey: string, does: Does): Promise<void> {
  const prompt = await here.browser.prompted(() => askPage(page, 'get', publicKey))
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await press(prompt, 'Enter')
  if (does === 'is not asked') return closed(prompt)
  if (does === 'confirms') return verify(prompt, UMA)
  await prompt.getByRole('textbox', { name: 'Passphrase' }).fill('not the passphrase')
  await press(prompt, 'Enter')
  await prompt.getByText('The passphrase is wrong').first().waitFor()
  await clickLast(prompt, 'Cancel')
}

describe('[C1] [C2] user verification that a site', () => {
  test.each([
    ['does not speak of', '{}'],
    ['prefers', `{ userVerification: 'preferred' }`],
    ['requires', `{ userVerification: 'required' }`],
    ['asks for in a word of its own', `{ userVerification: 'garbage' }`],
  ])('%s is a passphrase in this very request, and nothing without it', async (_, options) => {
    await sign(options, 'confirms')
    expect(authenticatorFacts(await credentialFor(page))).toMatchObject({
      isPresent: true,
      isVerified: true,
    })
    await sign(options, 'leaves')
    expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
  })

  test('discourages is one click, which is no verification', async () => {
    await sign(`{ userVerification: 'discouraged' }`, 'is not asked')
    expect(authenticatorFacts(await credentialFor(page))).toMatchObject({
      isPresent: true,
      isVerified: false,
    })
  })

  test('[C3] discourages for a new passkey is one click too, and never said to be more', async () => {
    const options = `{ authenticatorSelection: { userVerification: 'discouraged' } }`
    const prompt = await here.browser.prompted(() => askPage(page, 'create', options))
    await choose(prompt, 'Save')
    expect(authenticatorFacts(await credentialFor(page)).isVerified).toBe(false)
  })
})

test('[C19] [C20] an RSA key is made where that is all that the site takes, as a number in text', async () => {
  const own = await here.visit('linnet.test')
  const rsa = `{ pubKeyCredParams: [{ type: 'public-key', alg: '-257' }] }`
  await saveInNewAccount(await here.browser.prompted(() => askPage(own, 'create', rsa)), UMA)
  const { response } = await credentialFor(own)
  expect(response.publicKeyAlgorithm).toBe(-257)
  const spki = Buffer.from(response.publicKey ?? '', 'base64url')
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  expect(key.asymmetricKeyType).toBe('rsa')
  await own.close()
})

test('[C23] a passkey whose site wants none that is discoverable is found without a list, and by one', async () => {
  const own = await here.visit('finch.test')
  const options = `{ authenticatorSelection: { residentKey: 'discouraged', requireResidentKey: false }, extensions: { credProps: true } }`
  const prompt = await here.browser.prompted(() => askPage(own, 'create', options))
  await saveInNewAccount(prompt, UMA)
  const { id, clientExtensionResults } = await credentialFor(own)
  expect(clientExtensionResults).toMatchObject({ credProps: { rk: true } })
  for (const list of ['{}', listOf(id)]) {
    const more = `{ userVerification: 'discouraged', ...${list} }`
    const asked = await here.browser.prompted(() => askPage(own, 'get', more))
    await choose(asked, 'Sign in')
    const got = await credentialFor(own)
    expect(got.id).toBe(id)
    expect(got.response.userHandle).not.toBe('')
  }
  await own.close()
})

function listOf(id: string): string {
  return `{ allowCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64('${id}', { alphabet: 'base64url' }) }] }`
}

describe('passkeys that another manager made', () => {
  let other: Page

  beforeAll(async () => {
    other = await here.visit(FOREIGN_SITE)
  })

  async function signedIn(passkey: ForeignPasskey, more = '{}'): Promise<CredentialJson> {
    const options = `{ userVerification: 'discouraged', ...${listOf(passkey.id.toString('base64url'))}, ...${more} }`
    const prompt = await here.browser.prompted(() => askPage(other, 'get', options))
    await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
    await press(prompt, 'Enter')
    if (more !== '{}') await verify(prompt, UMA)
    return credentialFor(other)
  }

  test.each(FOREIGN.map((passkey) => ({ name: passkey.name, passkey })))(
    '[C24] [C27] [C28] [C38] $name signs with its own key, ID, flags and a counter that grows',
    async ({ passkey }) => {
      const counters: number[] = []
      for (let times = 0; times < 2; times += 1) {
        const json = await signedIn(passkey)
        expect(json.rawId).toBe(passkey.id.toString('base64url'))
        expect(json.response.userHandle).toBe(Buffer.from(passkey.name).toString('base64url'))
        const signature = Buffer.from(json.response.signature ?? '', 'base64url')
        const digest = passkey.key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
        const isGood = verifySignature(
          digest,
          signedBytes(json),
          createPublicKey(passkey.key),
          signature,
        )
        expect(isGood).toBe(true)
        const { counter, ...facts } = authenticatorFacts(json)
        const { isBackupEligible } = passkey
        expect(facts).toMatchObject({ isBackupEligible, isBackedUp: isBackupEligible })
        counters.push(counter)
      }
      const [first = 0, second = 0] = counters
      const grows = passkey.counter > 0
      expect([first > passkey.counter, second > first]).toEqual([grows, grows])
    },
  )

  test.each([
    ['of no bytes', 'new Uint8Array()', Buffer.alloc(0)],
    ['of 26 bytes', 'new Uint8Array(26).fill(3)', Buffer.alloc(26, 3)],
  ])(
    '[C32] [C33] [C35] give the results of `prf` that the specification says, %s',
    async (_, input, bytes) => {
      const [passkey] = FOREIGN
      if (passkey === undefined) throw new Error('There is no passkey to ask.')
      const id = passkey.id.toString('base64url')
      const all = `eval: { first: new Uint8Array([1]) }`
      const own = `evalByCredential: { '${id}': { first: ${input}, second: new Uint8Array([9]) } }`
      const json = await signedIn(passkey, `{ extensions: { prf: { ${all}, ${own} } } }`)
      expect(json.clientExtensionResults.prf?.results).toEqual({
        first: prfOf(passkey, bytes),
        second: prfOf(passkey, Buffer.from([9])),
      })
    },
  )

  test('[C70] open and are listed whatever the date is that they came with', async () => {
    const names = listAccounts(await here.world.uma.desk(), '', 50).map(({ username }) => username)
    await here.popup.bringToFront()
    for (const { name } of FOREIGN) {
      expect(names).toContain(name)
      await here.popup
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click()
      await here.popup
        .getByRole('heading', { name: /Passkeys?/ })
        .first()
        .waitFor()
      await here.popup.goBack()
    }
  })
})

test('[C34] [C35] a new passkey gives the same results of `prf` at its making and after', async () => {
  const own = await here.visit('robin.test')
  const prf = `{ extensions: { prf: { eval: { first: new Uint8Array([1, 2, 3]) } } } }`
  const prompt = await here.browser.prompted(() => askPage(own, 'create', prf))
  await saveInNewAccount(prompt, UMA)
  const created = (await credentialFor(own)).clientExtensionResults.prf
  expect(created?.enabled).toBe(true)
  expect(created?.results?.['first']).toMatch(/^[\w-]{43}$/)
  const asked = await here.browser.prompted(() => askPage(own, 'get', prf))
  await asked.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await press(asked, 'Enter')
  await verify(asked, UMA)
  expect((await credentialFor(own)).clientExtensionResults.prf?.results).toEqual(created?.results)
})

test('nothing complained on the way', () => {
  expect(here.browser.complaints).toEqual([])
})
