import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ask, begin, ended } from './probes/ask.ts'
import { BEFORE, FROZEN, REPLACED } from './probes/tampering.ts'
import {
  openStandInBrowser,
  OTHER_SITE,
  SITE,
  type StandInBrowser,
} from './world/stand-in-browser.ts'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

let browser: StandInBrowser

beforeAll(async () => {
  browser = await openStandInBrowser()
  for (const site of [SITE, OTHER_SITE]) await ask(await browser.visit(site), 'create')
  await browser.closePages()
}, 60_000)
afterEach(async () => {
  browser.hosts.serve(SITE, () => ({ body: '<!doctype html><title>A site</title>' }))
  await browser.closePages()
})
afterAll(() => browser?.close())

/** Serves a page whose first script is this one. */
async function visitWith(script: string, headers: Record<string, string> = {}): Promise<Page> {
  const body = `<!doctype html><head><script nonce="n">${script}</script><title>A site</title>`
  browser.hosts.serve(SITE, ({ path }) => ({ body: path === '/' ? body : '', headers }))
  return browser.visit(SITE)
}

describe('[C42] a page that forges', () => {
  test('the hand-over of the port finds nobody who takes it', async () => {
    const page = await visitWith(`
      const { port1, port2 } = new MessageChannel()
      window.heard = []
      port1.onmessage = ({ data }) => heard.push(data)
      for (const target of [document, window])
        window.taken = !target.dispatchEvent(
          new MessageEvent('port', { ports: [port2], cancelable: true }))
      for (const call of ['create', 'get', 'available'])
        port1.postMessage(JSON.stringify({ id: 1, call, options: '{}' }))
      window.addEventListener('message', ({ data }) => heard.push(data))
      window.postMessage(JSON.stringify({ id: 1, call: 'get', options: '{}' }), '*')
      for (const name of ['port', 'keyward', 'request'])
        document.addEventListener(name, () => heard.push(name))
    `)
    expect((await ask(page, 'get')).how).toBe('ok')
    expect(await page.evaluate('[taken, heard.length]')).toEqual([false, 1])
  })

  test('what it says of its origin is not asked: another RP ID gets what Chromium says', async () => {
    const page = await browser.visit(SITE)
    const before = browser.extension.prompts()
    const forged = `{ publicKey: {
      rpId: '${OTHER_SITE}', origin: 'https://${OTHER_SITE}', topOrigin: 'https://${OTHER_SITE}',
      extensions: { remoteDesktopClientOverride: {
        origin: 'https://${OTHER_SITE}', sameOriginWithAncestors: true } } } }`
    expect((await ask(page, 'get', forged)).how).not.toBe('ok')
    expect(browser.extension.prompts()).toBe(before)
  })

  test('messages to the extension finds no door', async () => {
    const page = await browser.visit(SITE)
    const doors = await page.evaluate(
      `[typeof chrome?.runtime?.sendMessage, typeof chrome?.runtime?.connect]`,
    )
    expect(doors).toEqual(['undefined', 'undefined'])
  })
})

describe('a page that replaces', () => {
  test.each(Object.entries(REPLACED))('%s afterwards catches nothing of ours', async (_, code) => {
    const page = await visitWith(`window.caught = []; ${code}`)
    expect((await ask(page, 'get')).how).toBe('ok')
    expect((await ask(page, 'create')).how).toBe('ok')
    expect(await page.evaluate('caught.filter((each) => each instanceof MessagePort).length')).toBe(
      0,
    )
    expect(
      await page.evaluate(
        'caught.filter((each) => typeof each === "string" && /"call"/.test(each)).length',
      ),
    ).toBe(0)
  })

  test.each(Object.entries(FROZEN))('nothing but freezes %s still signs in', async (_, code) => {
    const page = await visitWith(code)
    expect(await ask(page, 'get')).toMatchObject({ how: 'ok', isOwn: true })
  })

  test.each(Object.entries(BEFORE))(
    '[C55] what it can in a frame before it has a page (%s) signs in, or is refused',
    async (_, code) => {
      const page = await visitWith(`
        const frame = document.createElement('iframe')
        document.documentElement.append(frame)
        window.caught = []
        ;((window) => { ${code} })(frame.contentWindow)
        window.frame = frame
      `)
      const how = await page.evaluate(`(async () => {
        const { navigator, AbortSignal } = frame.contentWindow
        try {
          await navigator.credentials.get({
            publicKey: { challenge: new Uint8Array(32) }, signal: AbortSignal.timeout(3000) })
          return 'ok'
        } catch (error) {
          return error.name
        }
      })()`)
      expect(how).toBe('ok')
      expect(await page.evaluate('caught.length')).toBe(0)
    },
  )
})

describe('[C17] options that are', () => {
  test('a proxy with getters are read once each', async () => {
    const page = await browser.visit(SITE)
    const reads = await page.evaluate(`(async () => {
      const reads = {}
      const spied = (object, path) => new Proxy(object, {
        get(target, name) {
          const at = path + '.' + String(name)
          reads[at] = (reads[at] ?? 0) + 1
          const value = Reflect.get(target, name)
          return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
            && !Array.isArray(value) && !(value instanceof AbortSignal) ? spied(value, at) : value
        },
      })
      await navigator.credentials.get(spied({
        publicKey: { challenge: new Uint8Array(32), extensions: { prf: { eval: { first: new Uint8Array(2) } } } },
        signal: AbortSignal.timeout(9000),
      }, ''))
      return Object.entries(reads).filter(([, count]) => count > 1)
    })()`)
    expect(reads).toEqual([])
  })
})

test('[C58] a page under the strictest policy signs in, and its reports know nothing of us', async () => {
  const headers = {
    'Content-Security-Policy': `default-src 'none'; script-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /report`,
  }
  const page = await visitWith('window.isThere = true', headers)
  expect((await ask(page, 'get')).how).toBe('ok')
  expect((await ask(page, 'create')).how).toBe('ok')
  await page.goto('about:blank')
  const reports = browser.hosts.asked.filter(({ path }) => path === '/report')
  expect(reports.map(({ body }) => body)).toEqual([])
})

test('[C57] nothing that a page can look at names the extension', async () => {
  const page = await visitWith(`
    window.stacks = []
    Object.defineProperty(Object.prototype, 'mediation', { configurable: true, get() {
      stacks.push(new Error().stack)
      return undefined
    } })
  `)
  await begin(page, 'get')
  expect((await ended(page)).how).toBe('ok')
  const seen = (await page.evaluate(`JSON.stringify([
    stacks, performance.getEntries().map(({ name }) => name),
    document.documentElement.outerHTML, Reflect.ownKeys(window).map(String),
  ])`)) as string
  expect(seen).toContain('Error')
  expect(seen).not.toMatch(/chrome-extension|keyward/i)
})

test('a storm of requests opens one prompt, and leaves nothing behind', async () => {
  await browser.extension.does('nothing')
  const page = await browser.visit(SITE)
  const before = browser.extension.prompts()
  const hows = (await page.evaluate(`Promise.all(Array.from({ length: 200 }, (_, i) =>
    navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(32) }, signal: AbortSignal.timeout(3000),
    }).then(() => 'ok', ({ name }) => name)))`)) as string[]
  expect(new Set(hows)).toEqual(new Set(['NotAllowedError', 'TimeoutError']))
  expect(hows.filter((how) => how === 'TimeoutError')).toHaveLength(1)
  expect(browser.extension.prompts() - before).toBe(1)
  await browser.extension.does('approve')
  expect((await ask(page, 'get')).how).toBe('ok')
})

test('[C43] aborts at any moment end each request once, and the next one works', async () => {
  const page = await browser.visit(SITE)
  const rounds = IS_LONG ? 60 : 6
  for (let round = 0; round < rounds; round += 1) {
    const how = `{ signal: AbortSignal.timeout(${(round * 37) % 500}) }`
    expect(['ok', 'TimeoutError', 'NotAllowedError']).toContain((await ask(page, 'get', how)).how)
  }
  expect((await ask(page, 'get')).how).toBe('ok')
})

test('[C55] the first script of a page finds ours already there, at every load', async () => {
  const loads = IS_LONG ? 200 : 20
  const page = await visitWith(`window.first = String(navigator.credentials.get)`)
  const missed: number[] = []
  for (let load = 0; load < loads; load += 1) {
    await page.goto(`https://${SITE}/`)
    if ((await page.evaluate('first')) === 'function get() { [native code] }') missed.push(load)
  }
  expect(missed).toEqual([])
})

test('[C55] frames that come late, without an address or in a sandbox have it too', async () => {
  const page = await browser.visit(SITE)
  const texts = await page.evaluate(`(async () => {
    const kinds = { blank: {}, srcdoc: { srcdoc: '<p>x' }, address: { src: location.href } }
    const found = {}
    for (const [kind, given] of Object.entries(kinds)) {
      const frame = Object.assign(document.createElement('iframe'), given)
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await loaded
      found[kind] = String(frame.contentWindow.navigator.credentials.get).includes('function get')
    }
    return found
  })()`)
  expect(texts).toEqual({ blank: false, srcdoc: false, address: false })
})
