import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { addVirtualAuthenticator } from '../browser.ts'
import { ask, begin, ended } from './probes/ask.ts'
import {
  openStandInBrowser,
  OTHER_SITE,
  SITE,
  type StandInBrowser,
} from './world/stand-in-browser.ts'

let browser: StandInBrowser

beforeAll(async () => {
  browser = await openStandInBrowser()
  for (const site of [SITE, OTHER_SITE]) await ask(await browser.visit(site), 'create')
  await browser.closePages()
}, 60_000)
afterEach(() => browser.closePages())
afterAll(() => browser?.close())

/** The prompt that comes of this. */
async function prompted(act: () => Promise<unknown>): Promise<Page> {
  const [prompt] = await Promise.all([browser.context.waitForEvent('page'), act()])
  return prompt
}

describe('what a page gets', () => {
  test('[C11] [C12] [C14] [C15] is of its own realm, and JSON says the same', async () => {
    const page = await browser.visit(SITE)
    const seen = await page.evaluate(async () => {
      const made = (await navigator.credentials.create({
        publicKey: {
          challenge: new Uint8Array(32),
          rp: { name: 'A site' },
          user: { id: new Uint8Array([7]), name: 'ada', displayName: 'Ada' },
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
        },
      })) as PublicKeyCredential
      const response = made.response as AuthenticatorAttestationResponse
      const json = made.toJSON() as { id: string; response: { publicKeyAlgorithm: number } }
      const spki = response.getPublicKey() ?? new ArrayBuffer()
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
      const key = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify'])
      return {
        isCredential: made instanceof Credential && made instanceof PublicKeyCredential,
        isResponse: response instanceof AuthenticatorAttestationResponse,
        own: Reflect.ownKeys(made).length,
        buffers: [made.rawId, response.clientDataJSON, response.attestationObject].every(
          (each) => Object.prototype.toString.call(each) === '[object ArrayBuffer]',
        ),
        json: json.id === made.id && JSON.stringify(made) === JSON.stringify(json),
        key: key.type,
        algorithm: response.getPublicKeyAlgorithm() === json.response.publicKeyAlgorithm,
        transports: response.getTransports().join(),
        attachment: made.authenticatorAttachment,
      }
    })
    expect(seen).toEqual({
      isCredential: true,
      isResponse: true,
      own: 0,
      buffers: true,
      json: true,
      key: 'public',
      algorithm: true,
      transports: 'hybrid,internal',
      attachment: 'platform',
    })
  })

  test('[C31] is the same whether nothing matched or the person cancelled', async () => {
    const page = await browser.visit(SITE)
    // Somebody answers for the browser, and has no passkey.
    await addVirtualAuthenticator(page)
    const unknown = `{ publicKey: { allowCredentials: [{ type: 'public-key', id: new Uint8Array(16) }] } }`
    const before = browser.extension.prompts()
    const noMatch = await ask(page, 'get', unknown)
    expect(browser.extension.prompts()).toBe(before)
    await browser.extension.does('cancel')
    const cancelled = await ask(page, 'get')
    // The answer may be here before the window was heard of.
    await expect.poll(() => browser.extension.prompts()).toBe(before + 1)
    expect(cancelled).toEqual(noMatch)
    expect(cancelled.how).toBe('NotAllowedError')
  })
})

describe('a request', () => {
  test('[C43] that is aborted before it begins shows nothing, and gives the reason of the page', async () => {
    const page = await browser.visit(SITE)
    const before = browser.extension.prompts()
    expect((await ask(page, 'get', '{ signal: AbortSignal.abort() }')).how).toBe('AbortError')
    const own = '{ signal: AbortSignal.abort(new RangeError("mine")) }'
    expect((await ask(page, 'create', own)).how).toBe('RangeError')
    expect(browser.extension.prompts()).toBe(before)
  })

  test('[C43] that is aborted while the person is asked ends at once, and so does the prompt', async () => {
    await browser.extension.does('nothing')
    const page = await browser.visit(SITE)
    const how = '{ signal: (window.controller = new AbortController()).signal }'
    const prompt = await prompted(() => begin(page, 'get', how))
    const gone = prompt.waitForEvent('close')
    await page.evaluate('controller.abort()')
    expect((await ended(page)).how).toBe('AbortError')
    await gone
    await browser.extension.does('approve')
    expect((await ask(page, 'get')).how).toBe('ok')
  })

  test('[C44] whose prompt is closed by its window ends with an error of the page', async () => {
    await browser.extension.does('nothing')
    const page = await browser.visit(SITE)
    const prompt = await prompted(() => begin(page, 'get'))
    await prompt.close()
    expect(await ended(page)).toMatchObject({ how: 'NotAllowedError', isOwn: true })
  })

  test('[C44] [C50] whose prompt and worker end together still ends', async () => {
    await browser.extension.does('nothing')
    const page = await browser.visit(SITE)
    const prompt = await prompted(() => begin(page, 'get'))
    await browser.extension.stopWorker()
    await prompt.close()
    expect(await ended(page)).toMatchObject({ how: 'NotAllowedError', isOwn: true })
  })

  test('[C62] that comes while another waits is refused, and fifty in a row leave nothing behind', async () => {
    await browser.extension.does('nothing')
    const page = await browser.visit(SITE)
    const prompt = await prompted(() => begin(page, 'get'))
    expect((await ask(page, 'get')).how).toBe('OperationError')
    await prompt.close()
    await ended(page)
    await browser.extension.does('approve')
    const tabs = await Promise.all([1, 2, 3].map(() => browser.visit(SITE)))
    const rounds = process.env['KEYWARD_LONG'] === '1' ? 16 : 2
    for (let round = 0; round < rounds; round += 1)
      for (const tab of tabs) {
        await tab.bringToFront()
        expect((await ask(tab, 'get')).how).toBe('ok')
      }
  })

  test('[C48] [C49] that is handed on is answered by another authenticator, with the same words', async () => {
    const page = await browser.visit(SITE)
    const authenticator = await addVirtualAuthenticator(page, { transport: 'usb' })
    await browser.extension.does('use_browser')
    const made = await ask(page, 'create')
    expect(made.how).toBe('ok')
    expect(await authenticator.credentials()).toHaveLength(1)
  })

  test('[C46] for something else than a passkey is not touched', async () => {
    const page = await browser.visit(SITE)
    const before = browser.extension.prompts()
    const outcomes = await page.evaluate(async () => {
      const { credentials } = navigator
      const name = (error: unknown) => (error as Error).name
      const get = credentials.get as (this: unknown, options: unknown) => Promise<unknown>
      return [
        await get.call(credentials, { password: true }).then(String, name),
        await get.call(credentials, {}).then(String, name),
        await get.call({}, { publicKey: { challenge: new Uint8Array(8) } }).then(String, name),
      ]
    })
    expect(outcomes).toEqual(['null', 'NotSupportedError', 'TypeError'])
    expect(browser.extension.prompts()).toBe(before)
  })
})

test('[C52] a host that is left to the browser finds the functions of the browser', async () => {
  await browser.extension.set({ 'keyward.never': [SITE] })
  await expect
    .poll(async () => {
      const page = await browser.visit(SITE)
      return page.evaluate(() => String(navigator.credentials.get))
    })
    .toBe('function get() { [native code] }')
  const other = await browser.visit(OTHER_SITE)
  expect((await ask(other, 'get')).how).toBe('ok')
  await browser.extension.set({ 'keyward.never': [] })
  await expect
    .poll(async () => {
      const page = await browser.visit(SITE)
      return page.evaluate(() => String(navigator.credentials.get))
    })
    .not.toContain('function get()')
})
