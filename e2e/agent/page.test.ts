import { WebAuthnError } from '@keyward/webauthn/data'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ask, openScene, RESPONSE, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())
afterEach(() => scene.clear())

describe('a page', () => {
  test('gets a credential that looks like one of the browser’s own', async () => {
    const page = await scene.visit('perch')
    const seen = await page.evaluate(async () => {
      const id = new Uint8Array([9, 8, 7])
      const found = await navigator.credentials.get({
        publicKey: {
          challenge: new Uint8Array([1, 2, 3]).buffer,
          allowCredentials: [{ id: new Uint8Array(id.buffer, 1), type: 'public-key' }],
          userVerification: 'required',
          timeout: 1000,
        },
      })
      const credential = found as PublicKeyCredential
      const response = credential.response as AuthenticatorAssertionResponse
      return {
        isOwn: credential instanceof PublicKeyCredential && credential instanceof Credential,
        isAssertion: response instanceof AuthenticatorAssertionResponse,
        id: credential.id,
        type: credential.type,
        attachment: credential.authenticatorAttachment,
        rawId: [...new Uint8Array(credential.rawId)],
        clientData: new TextDecoder().decode(response.clientDataJSON),
        signature: response.signature.byteLength,
        userHandle: response.userHandle?.byteLength,
        extensions: credential.getClientExtensionResults(),
        json: JSON.parse(JSON.stringify(credential)) as unknown,
      }
    })
    expect(seen).toEqual({
      isOwn: true,
      isAssertion: true,
      id: 'AQID',
      type: 'public-key',
      attachment: 'platform',
      rawId: [1, 2, 3],
      clientData: '{}',
      signature: 3,
      userHandle: 3,
      extensions: {},
      json: RESPONSE,
    })
    expect(scene.asked).toEqual([
      {
        request: {
          challenge: 'AQID',
          allowCredentials: [{ id: 'CAc', type: 'public-key' }],
          userVerification: 'required',
          timeout: 1000,
        },
        place: {
          origin: scene.pages.origin('perch'),
          reason: 'A test asks.',
          signal: expect.any(AbortSignal) as unknown,
        },
      },
    ])
  })

  test('learns the name of a refusal, and no more', async () => {
    const page = await scene.visit('perch')
    scene.behave = () => Promise.reject(new WebAuthnError('rp-id.not-a-suffix', 'Inner words.'))
    expect(await ask(page)).toEqual({ name: 'SecurityError' })
    scene.behave = () => Promise.reject(new Error('Inner words.'))
    expect(await ask(page)).toEqual({ name: 'NotAllowedError' })
    expect(scene.refused).toMatchObject([
      { error: { message: 'Inner words.' }, origin: scene.pages.origin('perch') },
      { error: { message: 'Inner words.' }, origin: scene.pages.origin('perch') },
    ])
  })

  test('gives up by its signal, and so does the agent', async () => {
    const page = await scene.visit('perch')
    const asked = gate()
    const ended = gate()
    scene.behave = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.open()
          reject(new Error('Given up.'))
        })
        asked.open()
      })
    const name = page.evaluate(async () => {
      const control = new AbortController()
      addEventListener('give-up', () => control.abort())
      const publicKey = { challenge: new Uint8Array(1) }
      return navigator.credentials
        .get({ publicKey, signal: control.signal })
        .catch((error: unknown) => (error as Error).name)
    })
    await asked.opened
    await page.evaluate(() => dispatchEvent(new Event('give-up')))
    expect(await name).toBe('AbortError')
    await ended.opened
  })

  test('is told what there is: verification, and no autofill', async () => {
    const page = await scene.visit('perch')
    const told = await page.evaluate(async () => {
      const control = new AbortController()
      const waits = navigator.credentials
        .get({
          publicKey: { challenge: new Uint8Array(1) },
          mediation: 'conditional',
          signal: control.signal,
        })
        .catch((error: unknown) => (error as Error).name)
      control.abort()
      return [
        await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
        await PublicKeyCredential.isConditionalMediationAvailable(),
        await waits,
      ]
    })
    expect(told).toEqual([true, false, 'AbortError'])
    expect(scene.asked).toEqual([])
  })

  test('makes no passkey by an agent, and other credentials stay the browser’s', async () => {
    const page = await scene.visit('perch')
    const outcome = await page.evaluate(async () => {
      const name = await navigator.credentials
        .create({ publicKey: {} as PublicKeyCredentialCreationOptions })
        .catch((error: unknown) => (error as Error).name)
      return [
        name,
        await navigator.credentials.get({
          password: true,
          mediation: 'silent',
        } as CredentialRequestOptions),
      ]
    })
    expect(outcome).toEqual(['NotAllowedError', null])
    expect(scene.asked).toEqual([])
  })

  test('that sends no buffers gets a TypeError', async () => {
    const page = await scene.visit('perch')
    const name = await page.evaluate(() =>
      navigator.credentials
        .get({ publicKey: { challenge: 'AQID' as never } })
        .catch((error: unknown) => (error as Error).name),
    )
    expect(name).toBe('TypeError')
  })

  test('opened by another one is answered, too', async () => {
    const page = await scene.visit('perch')
    const opened = scene.browser.context.waitForEvent('page')
    await page.evaluate((url) => void window.open(url), `${scene.pages.origin('other')}/blank`)
    const popup = await opened
    await popup.waitForLoadState()
    await ask(popup)
    expect(scene.asked.map(({ place }) => place.origin)).toEqual([scene.pages.origin('other')])
  })
})

/** Something to wait for, and the way to let it go on. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
