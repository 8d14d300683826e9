import { afterAll, describe, expect, test } from 'vitest'
import { addVirtualAuthenticator } from '../browser.ts'
import { ask } from './probes/ask.ts'
import { holdingExtension, overridingExtension } from './world/others.ts'
import { openStandInBrowser, SITE, type StandInBrowser } from './world/stand-in-browser.ts'
import { workerOf } from './world/worker.ts'

let browser: StandInBrowser | undefined

async function opened(...given: Parameters<typeof openStandInBrowser>): Promise<StandInBrowser> {
  await browser?.close()
  browser = undefined
  return (browser = await openStandInBrowser(...given))
}

afterAll(() => browser?.close())

describe('[C59] beside an extension that overrides the same functions, loaded', () => {
  test.each(['before', 'after'])('%s ours, both are asked, and the browser last', async (order) => {
    const { visit, extension } = await opened((folder) => ({
      [order]: [overridingExtension(folder)],
    }))
    const page = await visit(SITE)
    const counts = () => page.evaluate('otherManager') as Promise<{ create: number; get: number }>
    expect((await ask(page, 'create')).how).toBe('ok')
    expect(await ask(page, 'get')).toMatchObject({ how: 'ok', isOwn: true })
    const before = await counts()
    const prompts = extension.prompts()
    await extension.does('use_browser')
    const authenticator = await addVirtualAuthenticator(page)
    expect((await ask(page, 'create')).how).toBe('ok')
    await expect.poll(() => extension.prompts()).toBe(prompts + 1)
    expect((await counts()).create).toBe(before.create + 1)
    expect(await authenticator.credentials()).toHaveLength(1)
    const { configurable } = (await page.evaluate(
      `Object.getOwnPropertyDescriptor(CredentialsContainer.prototype, 'get')`,
    )) as PropertyDescriptor
    expect(configurable).toBe(true)
  })
})

test('[C14] [C59] beside one that holds the proxy, results are made in the page and look the same', async () => {
  const { visit, context } = await opened((folder) => ({ before: [holdingExtension(folder)] }))
  const other = await workerOf(context, (worker) => worker.evaluate('"asked" in globalThis'))
  const page = await visit(SITE)
  expect(await ask(page, 'create')).toMatchObject({ how: 'ok', isOwn: true })
  expect(await ask(page, 'get')).toMatchObject({ how: 'ok', isOwn: true })
  const seen = await page.evaluate(async () => {
    const made = (await navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(32) },
    })) as PublicKeyCredential
    const response = made.response as AuthenticatorAssertionResponse
    return {
      own: Reflect.ownKeys(made).length + Reflect.ownKeys(response).length,
      isResponse: response instanceof AuthenticatorAssertionResponse,
      buffers: [made.rawId, response.signature, response.authenticatorData].every(
        (each) => each.constructor === ArrayBuffer,
      ),
      json: (made.toJSON() as { id: string }).id === made.id,
    }
  })
  expect(seen).toEqual({ own: 0, isResponse: true, buffers: true, json: true })
  expect(await other.evaluate('asked')).toBe(0)
})
