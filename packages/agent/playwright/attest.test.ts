import { expect, test } from 'vitest'
import { attest } from './attest.ts'
import type { BrowserContextLike, FrameLike } from './structure.ts'

interface Document {
  readonly url: string
  readonly origin: string
  readonly isAllowed?: boolean
}

/** A browser whose only process has these documents. */
function browserWith(documents: readonly Document[], isChromium = true): BrowserContextLike {
  const worlds = documents.map(({ origin }) => origin)
  const frames = documents.map(({ url }, id) => ({ frame: { id: String(id), url } }))
  const answers: Record<string, (given: { frameId?: string; contextId?: number }) => unknown> = {
    'Page.getFrameTree': () => ({ frameTree: { ...frames[0], childFrames: frames.slice(1) } }),
    'Page.createIsolatedWorld': ({ frameId }) => ({ executionContextId: Number(frameId) }),
    'Runtime.evaluate': ({ contextId = 0 }) => ({ result: { value: worlds[contextId] } }),
    'Page.getPermissionsPolicyState': ({ frameId }) => ({
      states: [
        { feature: 'publickey-credentials-create', allowed: true },
        {
          feature: 'publickey-credentials-get',
          allowed: documents[Number(frameId)]?.isAllowed ?? true,
        },
      ],
    }),
  }
  return {
    addInitScript: async () => {},
    exposeBinding: async () => {},
    async newCDPSession() {
      if (!isChromium) throw new Error('CDP session is only available in Chromium')
      return {
        send: async (method: string, given: object = {}) => answers[method]?.(given),
        detach: async () => {},
      }
    },
  }
}

const frameAt = (...urls: readonly string[]): FrameLike => {
  let calls = 0
  const url = () => urls[Math.min(calls++, urls.length - 1)] ?? ''
  return { url, parentFrame: () => null }
}
const askedBy = (frame: FrameLike) => ({ frame, page: {} })
const PAGE = 'https://perch.example/sign-in'
const ORIGIN = 'https://perch.example'

test('the one document of that address is attested', async () => {
  const context = browserWith([{ url: PAGE, origin: ORIGIN }])
  expect(await attest(context, askedBy(frameAt(PAGE)))).toEqual({ origin: ORIGIN })
})

test('several documents of one address have to agree', async () => {
  const own = { url: PAGE, origin: ORIGIN }
  const attested = (other: Document) => attest(browserWith([own, other]), askedBy(frameAt(PAGE)))
  expect(await attested(own)).toEqual({ origin: ORIGIN })
  expect(await attested({ ...own, origin: 'null' })).toBeUndefined()
  expect(await attested({ ...own, isAllowed: false })).toBeUndefined()
  expect(await attested({ url: 'https://other.example/', origin: 'null' })).toEqual({
    origin: ORIGIN,
  })
})

test('a document whose origin is not that of its address is not attested', async () => {
  for (const origin of ['null', 'https://other.example', ''])
    expect(await attest(browserWith([{ url: PAGE, origin }]), askedBy(frameAt(PAGE)))).toBe(
      undefined,
    )
})

test('addresses that have no origin of their own are not attested', async () => {
  for (const url of ['about:blank', 'about:srcdoc', `blob:${ORIGIN}/1`, 'data:,x', 'file:///a', ''])
    expect(await attest(browserWith([{ url, origin: ORIGIN }]), askedBy(frameAt(url)))).toBe(
      undefined,
    )
})

test('a frame that went to another origin is not attested as that one', async () => {
  const context = browserWith([{ url: PAGE, origin: ORIGIN }])
  const moved = frameAt('https://evil.example/', PAGE)
  expect(await attest(context, askedBy(moved))).toBeUndefined()
})

test('a frame that is not there is not attested', async () => {
  const context = browserWith([{ url: 'https://other.example/', origin: 'https://other.example' }])
  expect(await attest(context, askedBy(frameAt(PAGE)))).toBeUndefined()
})

test('a frame below another origin says so, with the origin of the page', async () => {
  const shop = 'https://shop.example/'
  const parent = frameAt(shop)
  const frame: FrameLike = { url: () => PAGE, parentFrame: () => parent }
  const documents = (isAllowed: boolean) => [
    { url: shop, origin: 'https://shop.example' },
    { url: PAGE, origin: ORIGIN, isAllowed },
  ]
  for (const isAllowed of [true, false])
    expect(await attest(browserWith(documents(isAllowed)), askedBy(frame))).toEqual({
      origin: ORIGIN,
      embedding: {
        topOrigin: 'https://shop.example',
        allowedByPolicy: isAllowed,
        userActivation: false,
      },
    })
})

test('where the browser can not be asked, nothing is attested', async () => {
  const context = browserWith([{ url: PAGE, origin: ORIGIN }], false)
  await expect(attest(context, askedBy(frameAt(PAGE)))).rejects.toThrow('Chromium')
})
