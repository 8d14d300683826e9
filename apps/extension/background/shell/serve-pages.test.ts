import { connectShell, type ShellPort } from '@keyward/channel'
import { describe, expect, test } from 'vitest'
import { type DeskScene, makeLink, makeRequest, memoryArea, openScene } from '../cases/scene.ts'
import { hasCredential } from '../routing/hints.ts'
import { keepHints } from '../routing/keep-hints.ts'
import { type Hints, KEYS, readHints, readSettings } from '../settings/settings.ts'
import { asMessagePort } from './port.ts'
import { servePages } from './serve-pages.ts'

/** Two ends of a connection of the extension. */
function makePorts(url: string) {
  const ends = [0, 1].map(() => new Set<(message: unknown) => void>())
  const make = (own: number) => ({
    sender: { url },
    postMessage: (message: unknown) =>
      queueMicrotask(() => ends[1 - own]?.forEach((listener) => listener(message))),
    onMessage: {
      addListener: (listener: (message: unknown) => void) => void ends[own]?.add(listener),
    },
    onDisconnect: { addListener: () => undefined },
    disconnect: () => undefined,
  })
  return [make(0), make(1)] as unknown as [chrome.runtime.Port, chrome.runtime.Port]
}

async function openPages(): Promise<{
  scene: DeskScene
  hints(): Promise<Hints | undefined>
  page: (query?: string) => ShellPort
  cancel(id: string): void
}> {
  const scene = await openScene()
  const settings = { read: async () => readSettings({ 'keyward.member': true }, {}) }
  const caps = {
    biometric: 'none',
    deviceCredential: false,
    singleTap: false,
    conditionalCreate: false,
    prf: true,
  } as const
  const info = { platform: 'browser', osVersion: '156', appVersion: '0.1.0', caps } as const
  const area = memoryArea()
  const hints = keepHints(area as never)
  const pages = servePages({ desk: scene.desk, book: scene.book, settings, hints, info })
  return {
    scene,
    hints: async () => readHints((await area.get(KEYS.hints))[KEYS.hints]),
    cancel: pages.cancel,
    page(query = '') {
      const [near, far] = makePorts(`chrome-extension://keyward/app/provider.html${query}`)
      pages.serve(far)
      return connectShell(asMessagePort(near))
    },
  }
}

const result = { responseJson: '{"id":"x"}' }

describe('a prompt', () => {
  test('gets its own request, and its answer goes to the page', async () => {
    const { scene, page } = await openPages()
    const link = makeLink()
    await scene.desk.take(makeRequest(), link)
    const prompt = page('?request=r1')
    expect((await prompt.call('app.info', {})).surface).toBe('provider')
    const { request } = await prompt.call('provider.request', {})
    expect(request).toEqual({
      requestId: 'r1',
      platform: 'browser',
      kind: 'get',
      requestJson: '{}',
      caller: { origin: 'https://perch.test' },
    })
    await prompt.call('provider.complete', { requestId: 'r1', result })
    const outcome = { end: 'answer', response: result.responseJson }
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome })
    await expect(
      prompt.call('provider.complete', { requestId: 'r1', result }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await prompt.call('provider.request', {})).request).toBe(null)
  })

  test('a new passkey is known before its site hears of it, for it may be asked for at once', async () => {
    const { scene, page, hints } = await openPages()
    await page().call('index.replace', { generation: 1, accounts: [], entries: [] })
    const heard: boolean[] = []
    const isKnown = async () => hasCredential((await hints()) as Hints, [new Uint8Array([1, 2, 3])])
    const link = {
      send: ({ tell }: { readonly tell: string }) =>
        void (tell === 'end' && isKnown().then((known) => heard.push(known))),
    }
    const options = JSON.stringify({
      rp: { name: 'Perch' },
      user: { id: 'AQ', name: 'ada', displayName: '' },
      challenge: 'AQ',
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    })
    await scene.desk.take(makeRequest({ kind: 'create', options }), link)
    await page('?request=r1').call('provider.complete', {
      requestId: 'r1',
      result: { responseJson: '{"id":"AQID"}' },
    })
    await expect.poll(() => heard).toEqual([true])
  })

  test('answers no request but its own', async () => {
    const { scene, page } = await openPages()
    await scene.desk.take(makeRequest(), makeLink())
    for (const other of [page('?request=r2'), page()]) {
      expect((await other.call('provider.request', {})).request).toBe(null)
      const call = other.call('provider.complete', { requestId: 'r1', result })
      await expect(call).rejects.toMatchObject({ code: 'invalid_params' })
    }
    expect(scene.book.all()).toHaveLength(1)
  })

  test.each([
    ['user_cancelled', 'NotAllowedError'],
    ['no_credential', 'NotAllowedError'],
    ['interaction_required', 'NotAllowedError'],
    ['unknown', 'NotAllowedError'],
    ['excluded', 'InvalidStateError'],
    ['security', 'SecurityError'],
  ] as const)('[C44] that fails as %s gives the page a %s', async (code, name) => {
    const { scene, page } = await openPages()
    const link = makeLink()
    await scene.desk.take(makeRequest(), link)
    await page('?request=r1').call('provider.fail', { requestId: 'r1', code })
    expect(link.heard.at(-1)).toMatchObject({ tell: 'end', outcome: { end: 'failure', name } })
  })

  test('[C31] tells a page nothing of why: no passkey and a refusal are the same words', async () => {
    const words = new Set<string>()
    for (const code of ['user_cancelled', 'no_credential', 'unknown'] as const) {
      const { scene, page } = await openPages()
      const link = makeLink()
      await scene.desk.take(makeRequest(), link)
      await page('?request=r1').call('provider.fail', { requestId: 'r1', code })
      words.add(JSON.stringify(link.heard.at(-1)))
    }
    expect(words.size).toBe(1)
  })

  test('[C48] hands over to the browser', async () => {
    const { scene, page } = await openPages()
    const link = makeLink()
    await scene.desk.take(makeRequest({ isConditional: true }), link)
    await page('?request=r1').call('provider.fail', { requestId: 'r1', code: 'use_browser' })
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome: { end: 'browser' } })
  })

  test('hears that nobody waits any more', async () => {
    const { scene, page, cancel } = await openPages()
    await scene.desk.take(makeRequest(), makeLink())
    const heard: string[] = []
    const prompt = page('?request=r1')
    prompt.on('provider.cancelled', ({ requestId }) => void heard.push(requestId))
    cancel('r1')
    await prompt.call('app.info', {})
    expect(heard).toEqual(['r1'])
  })
})

describe('a page of the extension', () => {
  test('tells what there is, and finds out when it changed another listing', async () => {
    const { page } = await openPages()
    const app = page()
    const entry = { credentialId: 'AQID', rpId: 'a.test', userHandle: 'AQ', userName: 'a' }
    const entries = [{ ...entry, displayName: 'A', accountName: 'A', lastUsedAt: 0 }]
    expect(await app.call('index.replace', { generation: 1, accounts: [], entries })).toEqual({
      count: 1,
    })
    const change = { generation: 3, after: 2, accounts: [], entries: [] }
    await expect(app.call('index.replace', change)).rejects.toMatchObject({ code: 'conflict' })
    expect(await app.call('index.clear', {})).toEqual({ count: 0 })
  })

  test('is refused what only a phone does', async () => {
    const { page } = await openPages()
    await expect(page().call('secure.has', { key: 'a' })).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})
