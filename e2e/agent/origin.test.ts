import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ask, call, frameOf, openScene, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())
afterEach(() => scene.clear())

describe('the origin is the browser’s word', () => {
  test('a page that lies about itself is believed nothing', async () => {
    const page = await scene.visit('evil')
    await page.evaluate((origin) => {
      Object.defineProperty(globalThis, 'origin', { value: origin })
      Object.defineProperty(globalThis, 'isSecureContext', { value: true })
      Object.defineProperty(document, 'featurePolicy', { value: { allowsFeature: () => true } })
      history.replaceState(null, '', '/perch.localhost')
    }, scene.pages.origin('perch'))
    await ask(page)
    const lie = { kind: 'get', id: 7, options: {}, origin: scene.pages.origin('perch') }
    await call(page, lie)
    expect(scene.asked.map(({ place }) => place.origin)).toEqual([
      scene.pages.origin('evil'),
      scene.pages.origin('evil'),
    ])
  })

  test('frames: of the same origin, allowed and not allowed', async () => {
    const page = await scene.visit('perch', '/frames')
    for (const name of ['same', 'allowed', 'refused', 'kept']) await ask(frameOf(page, name))
    const topOrigin = scene.pages.origin('perch')
    const signal = expect.any(AbortSignal) as unknown
    const reason = 'A test asks.'
    const embedding = { topOrigin, userActivation: false }
    expect(scene.asked.map(({ place }) => place)).toEqual([
      { origin: topOrigin, reason, signal },
      {
        origin: scene.pages.origin('other'),
        embedding: { ...embedding, allowedByPolicy: true },
        reason,
        signal,
      },
      {
        origin: scene.pages.origin('third'),
        embedding: { ...embedding, allowedByPolicy: false },
        reason,
        signal,
      },
      { origin: topOrigin, reason, signal },
    ])
  })

  test('sandboxed documents, and those without an address, are refused', async () => {
    const page = await scene.visit('perch', '/frames')
    for (const name of ['sandboxed', 'written', 'empty', 'data'])
      expect(await call(frameOf(page, name), { kind: 'get', id: 1, options: {} })).toMatchObject({
        name: 'NotAllowedError',
      })
    const whole = await scene.visit('perch', '/csp')
    expect(await call(whole, { kind: 'get', id: 1, options: {} })).toMatchObject({
      name: 'NotAllowedError',
    })
    expect(scene.asked).toEqual([])
    expect(scene.refused).toHaveLength(5)
    for (const { error, origin } of scene.refused) {
      expect(error).toMatchObject({ rule: 'agent.origin' })
      expect(origin).toBeUndefined()
    }
  })

  test('a page whose policy forbids passkeys is refused', async () => {
    const page = await scene.visit('perch', '/denied')
    expect(await ask(page)).toEqual({ name: 'NotAllowedError' })
    expect(scene.asked).toEqual([])
  })

  test('a page without transport security is refused', async () => {
    const page = await scene.browser.context.newPage()
    await page.goto(`http://perch.example:${new URL(scene.pages.origin('a')).port}/`)
    expect(await call(page, { kind: 'get', id: 1, options: {} })).toMatchObject({
      name: 'NotAllowedError',
    })
    expect(scene.asked).toEqual([])
  })

  test('a page that goes elsewhere while it asks never asks for where it went', async () => {
    for (let delay = 0; delay < 40; delay += 8) {
      const page = await scene.visit('evil')
      const there = page.waitForURL(`${scene.pages.origin('perch')}/there`)
      await page.evaluate(
        ([url, wait]) => {
          void navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
          setTimeout(() => location.assign(url), wait)
        },
        [`${scene.pages.origin('perch')}/there`, delay] as const,
      )
      await there
      await page.waitForLoadState()
    }
    for (const { place } of scene.asked) expect(place.origin).toBe(scene.pages.origin('evil'))
  })

  test('a page that changes its address within its origin is answered', async () => {
    const page = await scene.visit('perch')
    const answer = page.evaluate(async () => {
      const asking = navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
      history.pushState(null, '', '/elsewhere#there')
      return (await asking)?.id
    })
    expect(await answer).toBe('AQID')
  })

  test('messages that the script does not send are refused', async () => {
    const page = await scene.visit('perch')
    for (const message of [null, 'get', {}, { kind: 'get' }, { kind: 'create', id: 1 }, [1]])
      expect(await call(page, message)).toMatchObject({ name: 'NotAllowedError' })
    expect(scene.asked).toEqual([])
  })
})
