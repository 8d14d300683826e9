import { describe, expect, test } from 'vitest'
import { makeRequest, memoryArea, openScene } from '../cases/scene.ts'
import { nextHints } from '../routing/hints.ts'
import { readSettings } from '../settings/settings.ts'
import { serveFrame } from './serve-frames.ts'

const entry = { credentialId: 'AQID', rpId: 'bank.test', userHandle: 'AQ', userName: 'a' }
const entries = [{ ...entry, displayName: 'A', accountName: 'Bank', lastUsedAt: 0 }]
const hints = nextHints(
  undefined,
  { generation: 1, accounts: [], entries },
  (n) => new Uint8Array(n),
)
const GET = JSON.stringify({ challenge: 'AQ', rpId: 'bank.test' })
const FACTS = { isEmbedded: false, isAllowed: true, isActive: false }
const SENDER = { origin: 'https://bank.test', frameId: 0, tab: { id: 1, windowId: 10 } }

interface Options {
  readonly sender?: object
  readonly withHints?: boolean
  readonly listed?: readonly string[]
}

async function openFrames({ withHints = true, listed }: Options = {}) {
  const scene = await openScene(memoryArea())
  const fetched: string[] = []
  const kept = { 'keyward.member': true, ...(withHints ? { 'keyward.hints': hints } : {}) }
  const ports = {
    desk: scene.desk,
    book: scene.book,
    settings: { read: async () => readSettings(kept, {}) },
    framesOf: async () => [],
    untilIdle: async () => undefined,
    async fetchWellKnown({ url }: { url: string }) {
      fetched.push(url)
      if (listed === undefined) throw new TypeError('Nothing there')
      return {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ origins: listed }),
      }
    },
    makeId: () => `r${scene.book.all().length}`,
    now: () => 0,
    ownOrigin: 'chrome-extension://keyward',
  }
  const connect = (sender: object = SENDER) => {
    const heard: unknown[] = []
    const ends: { say?: (message: unknown) => void; gone?: () => void } = {}
    const port = {
      sender,
      postMessage: (message: unknown) => void heard.push(message),
      onMessage: {
        addListener: (listener: (message: unknown) => void) => void (ends.say = listener),
      },
      onDisconnect: { addListener: (listener: () => void) => void (ends.gone = listener) },
    }
    serveFrame(port as never, ports)
    const say = async (message: object): Promise<void> => {
      ends.say?.(message)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const start = (change: object = {}) =>
      say({
        tell: 'start',
        kind: 'get',
        isConditional: false,
        options: GET,
        facts: FACTS,
        ...change,
      })
    return { heard, say, start, gone: () => ends.gone?.() }
  }
  return { scene, connect, fetched }
}

const LEFT = { tell: 'end', outcome: { end: 'browser' } }

describe('a frame that asks', () => {
  test('is asked about as the browser names it, whatever its message says', async () => {
    const { scene, connect } = await openFrames()
    await connect().start({ origin: 'https://evil.test', sender: { origin: 'https://evil.test' } })
    expect(scene.book.all()).toMatchObject([{ caller: { origin: 'https://bank.test' } }])
  })

  test.each([
    ['no origin', { ...SENDER, origin: undefined }],
    ['an opaque origin', { ...SENDER, origin: 'null' }],
    ['no tab', { ...SENDER, tab: undefined }],
    ['no frame', { ...SENDER, frameId: undefined }],
  ])('[C42] with %s is left to the browser', async (_, sender) => {
    const { scene, connect } = await openFrames()
    const frame = connect(sender)
    await frame.start()
    expect(frame.heard).toEqual([LEFT])
    expect(scene.log).toEqual([])
  })

  test('[C41] without leave of its policy is left to the browser', async () => {
    const { connect } = await openFrames()
    const frame = connect()
    await frame.start({ facts: { ...FACTS, isAllowed: false } })
    expect(frame.heard).toEqual([LEFT])
  })

  test.each([true, false])(
    '[C42] for the RP ID of another site is left to the browser after the same look there, hint: %s',
    async (withHints) => {
      const { scene, connect, fetched } = await openFrames({ withHints })
      const frame = connect({ ...SENDER, origin: 'https://evil.test' })
      await frame.start()
      expect(fetched).toEqual(['https://bank.test/.well-known/webauthn'])
      expect(frame.heard).toEqual([LEFT])
      expect(scene.log).toEqual([])
    },
  )

  test('[C9] for the RP ID of another site that lists it is asked about', async () => {
    const { scene, connect } = await openFrames({ listed: ['https://bank-app.test'] })
    await connect({ ...SENDER, origin: 'https://bank-app.test' }).start()
    expect(scene.log).toContain('open r0')
  })

  test('[C62] a second time in a tab fails, and the first goes on', async () => {
    const { scene, connect } = await openFrames()
    const [first, second] = [connect(), connect()]
    await first.start()
    await second.start()
    expect(second.heard).toMatchObject([{ outcome: { end: 'failure', name: 'OperationError' } }])
    expect(scene.book.all()).toHaveLength(1)
  })

  test('[C62] storms with conditional requests has one, and the tab is still free', async () => {
    const { scene, connect } = await openFrames()
    for (let i = 0; i < 20; i += 1) await connect().start({ isConditional: true })
    expect(scene.book.all()).toHaveLength(1)
    expect(scene.desk.isBusy(1)).toBe(false)
  })

  test('[C44] is left to the browser when its request can not be kept', async () => {
    const { scene, connect } = await openFrames()
    scene.book.put = () => Promise.reject(new RangeError('Full'))
    const frame = connect()
    await frame.start()
    expect(frame.heard).toEqual([LEFT])
  })

  test('and goes is forgotten, with its prompt', async () => {
    const { scene, connect } = await openFrames()
    const frame = connect()
    await frame.start()
    frame.gone()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(scene.book.all()).toEqual([])
    expect(scene.log).toContain('close 100')
  })

  test('[C43] and aborts before it is judged is not asked about', async () => {
    const { scene, connect } = await openFrames()
    const frame = connect()
    await Promise.all([frame.start(), frame.say({ tell: 'abort' })])
    expect(scene.log).toEqual([])
    expect(scene.book.all()).toEqual([])
  })

  test('[C42] can go on with no request but its own', async () => {
    const { scene, connect } = await openFrames()
    await scene.book.put(makeRequest())
    const other = connect({ ...SENDER, tab: { id: 2 } })
    await other.say({ tell: 'resume', requestId: 'r1' })
    expect(other.heard).toEqual([LEFT])
    const own = connect({ ...SENDER, documentId: 'd1' })
    await own.say({ tell: 'resume', requestId: 'r1' })
    expect(own.heard).toEqual([{ tell: 'taken', requestId: 'r1' }])
  })
})
