import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { readAsked } from './asked.ts'
import { proxyContract } from './cases/contract.ts'
import { StandInProxy } from './cases/stand-in.ts'
import { type Handover, openProxy } from './proxy.ts'

const GET = JSON.stringify({ challenge: 'c3BhcnJvdw', rpId: 'heron.test' })
const HANDOVER: Handover = {
  kind: 'get',
  origin: 'https://heron.test',
  isCrossOrigin: false,
  requestJson: GET,
  responseJson: JSON.stringify({ response: { clientDataJSON: 'e30' } }),
}

function makeScene() {
  const browser = new StandInProxy()
  /** What the time is over for. */
  const timers: (() => void)[] = []
  const wait = () => new Promise<void>((resolve) => void timers.push(resolve))
  const proxy = openProxy({ api: browser.api, wait })
  return { browser, proxy, passTime: () => timers.splice(0).forEach((ring) => ring()) }
}

describe('the proxy of the stand-in:', () => {
  proxyContract(async () => {
    const { browser, proxy, passTime } = makeScene()
    return {
      proxy,
      async untilIdle() {
        passTime()
        await proxy.idle
      },
      ask: (...asked) => browser.ask(...asked),
      hold: () => browser.hold(),
      close: async () => {},
    }
  })
})

describe('the proxy', () => {
  test('is attached from the delivery to its end, and at no other time', async () => {
    const { browser, proxy } = makeScene()
    expect(browser.isAttached).toBe(false)
    const delivery = await proxy.deliver(HANDOVER)
    expect(browser.isAttached).toBe(true)
    await browser.ask('https://heron.test', 'get', GET)
    await delivery?.ended
    expect(browser.isAttached).toBe(false)
    expect(await browser.ask('https://heron.test', 'get', GET)).toBe('native')
  })

  test('gives one answer once, also to two requests of the same words', async () => {
    const { browser, proxy } = makeScene()
    await proxy.deliver(HANDOVER)
    const asked = [1, 2].map(() => browser.ask('https://heron.test', 'get', GET))
    expect(await Promise.all(asked)).toEqual(['{}', 'NotAllowedError'])
  })

  test('detaches when nobody has asked in time', async () => {
    const { browser, proxy, passTime } = makeScene()
    const delivery = await proxy.deliver(HANDOVER)
    passTime()
    expect(await delivery?.ended).toBe('not-taken')
    expect(browser.isAttached).toBe(false)
  })

  test('[C43] ends with a page that aborts, and does not touch the next one', async () => {
    const { browser, proxy } = makeScene()
    const { api } = browser
    const complete = api.completeGetRequest.bind(api)
    api.completeGetRequest = async (answer) => {
      browser.abortAll()
      await complete(answer)
    }
    const delivery = await proxy.deliver(HANDOVER)
    expect(await browser.ask('https://heron.test', 'get', GET)).toBe('AbortError')
    expect(await delivery?.ended).toBe('not-taken')
    api.completeGetRequest = complete
    const next = await proxy.deliver(HANDOVER)
    expect(await browser.ask('https://heron.test', 'get', GET)).toBe('{}')
    expect(await next?.ended).toBe('taken')
  })

  test('lets go of what a stopped worker left attached', async () => {
    const { browser } = makeScene()
    await browser.api.attach()
    await openProxy({ api: browser.api, wait: () => new Promise(() => {}) }).recover()
    expect(browser.isAttached).toBe(false)
  })

  test('a browser without one has every page make its own result', async () => {
    const proxy = openProxy({ api: undefined, wait: () => Promise.resolve() })
    expect(await proxy.deliver(HANDOVER)).toBeUndefined()
    await expect(Promise.all([proxy.idle, proxy.recover()])).resolves.toHaveLength(2)
  })
})

describe('what Chromium hands to the proxy', () => {
  const details = {
    challenge: 'AAAA',
    rpId: 'heron.test',
    extensions: {
      remoteDesktopClientOverride: { origin: 'https://heron.test', sameOriginWithAncestors: false },
    },
  }

  test('is read with the origin that the browser attests', () => {
    expect(readAsked('get', JSON.stringify(details))).toEqual({
      origin: 'https://heron.test',
      isCrossOrigin: true,
      challenge: 'AAAA',
      rpId: 'heron.test',
    })
  })

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['no override', JSON.stringify({ ...details, extensions: {} })],
    ['no challenge', JSON.stringify({ ...details, challenge: 7 })],
    ['no RP ID', JSON.stringify({ ...details, rpId: undefined })],
    ['an inherited member', '{"__proto__":{"challenge":"AAAA","rpId":"heron.test"}}'],
  ])('%s is not read', (_, json) => {
    expect(readAsked('get', json)).toBeUndefined()
  })

  test('of any bytes at all is read or not, without an error', () => {
    const decoder = new TextDecoder()
    const { accepted } = fuzzParser({
      name: 'readAsked',
      samples: [new TextEncoder().encode(JSON.stringify(details))],
      parse: (bytes) => {
        if (readAsked('get', decoder.decode(bytes)) === undefined) throw new RangeError('not read')
      },
      isOwnError: (error) => error instanceof RangeError,
      runs: fuzzRuns(),
    })
    expect(accepted).toBeGreaterThan(0)
  })
})
