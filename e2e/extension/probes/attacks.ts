import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AttackedBrowser, ProbedPage } from '../world/attacked.ts'
import { OTHER_SITE, SITE } from '../world/stand-in-browser.ts'
import { ask, begin, ended } from './ask.ts'
import { BEFORE, FROZEN, REPLACED } from './tampering.ts'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

interface Attacked {
  readonly browser: () => AttackedBrowser
  /** A page whose first script is this one. */
  readonly visitWith: (script: string, headers?: Record<string, string>) => Promise<ProbedPage>
}

/** What no page may get done, whichever browser it is in. */
export function describeAttacks(open: () => Promise<AttackedBrowser>): void {
  let opened: AttackedBrowser | undefined
  const browser = (): AttackedBrowser => {
    if (opened === undefined) throw new Error('The browser was not opened.')
    return opened
  }
  beforeAll(async () => {
    opened = await open()
    for (const site of [SITE, OTHER_SITE]) {
      const made = await ask(await opened.visit(site), 'create')
      if (made.how !== 'ok') throw new Error(`There is no passkey: ${made.how} ${made.message}`)
    }
    await opened.closePages()
  }, 60_000)
  afterEach(async () => {
    browser().hosts.serve(SITE, () => ({ body: '<!doctype html><title>A site</title>' }))
    await browser().closePages()
  })
  afterAll(() => opened?.close())
  const attacked: Attacked = {
    browser,
    visitWith(script, headers = {}) {
      const body = `<!doctype html><head><script nonce="n">${script}</script><title>A site</title>`
      const page = { body, headers }
      browser().hosts.serve(SITE, ({ path }) => (path === '/' ? page : { body: '', headers }))
      return browser().visit(SITE)
    },
  }
  describe('[C42] a page that forges', () => {
    describeForging(attacked)
  })
  describe('a page that replaces', () => {
    describeReplacing(attacked)
  })
  describe('what a page can look at', () => {
    describeLooking(attacked)
  })
  describe('a page in a hurry', () => {
    describeHurrying(attacked)
  })
  describe('[C55] ours is there', () => {
    describeArriving(attacked)
  })
}

function describeForging({ browser, visitWith }: Attacked): void {
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

  test('what it says of its origin is not asked: another RP ID gets what the browser says', async () => {
    const page = await browser().visit(SITE)
    const before = await browser().extension.prompts()
    const forged = `{ publicKey: {
      rpId: '${OTHER_SITE}', origin: 'https://${OTHER_SITE}', topOrigin: 'https://${OTHER_SITE}',
      extensions: { remoteDesktopClientOverride: {
        origin: 'https://${OTHER_SITE}', sameOriginWithAncestors: true } } } }`
    expect((await ask(page, 'get', forged)).how).toBe('SecurityError')
    expect(await browser().extension.prompts()).toBe(before)
  })

  test('messages to the extension finds no door', async () => {
    const page = await browser().visit(SITE)
    const doors = await page.evaluate(`['chrome', 'browser'].flatMap((name) => {
      const { runtime } = window[name] ?? {}
      return [typeof runtime?.sendMessage, typeof runtime?.connect]
    })`)
    expect(new Set(doors as string[])).toEqual(new Set(['undefined']))
  })
}

function describeReplacing({ visitWith }: Attacked): void {
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
}

function describeLooking({ browser, visitWith }: Attacked): void {
  test('[C17] of its options, given by a proxy with getters, is read once each', async () => {
    const page = await browser().visit(SITE)
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

  test('[C58] under the strictest policy signs in, and its reports know nothing of us', async () => {
    // The icon of the site is asked for by Firefox itself.
    const headers = {
      'Content-Security-Policy': `default-src 'none'; img-src 'self'; script-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /report`,
    }
    const page = await visitWith('window.isThere = true', headers)
    expect((await ask(page, 'get')).how).toBe('ok')
    expect((await ask(page, 'create')).how).toBe('ok')
    await page.goto('about:blank')
    const reports = browser().hosts.asked.filter(({ path }) => path === '/report')
    expect(reports.map(({ body }) => body)).toEqual([])
  })

  test('[C57] names the extension nowhere', async () => {
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
    expect(seen).not.toMatch(/-extension|keyward/i)
    expect(await page.evaluate('stacks.length')).toBeGreaterThan(0)
  })
}

function describeHurrying({ browser }: Attacked): void {
  test('a storm of requests opens one prompt, and leaves nothing behind', async () => {
    const { extension } = browser()
    await extension.does('nothing')
    const page = await browser().visit(SITE)
    const before = await extension.prompts()
    const hows = (await page.evaluate(`Promise.all(Array.from({ length: 200 }, (_, i) =>
      navigator.credentials.get({
        publicKey: { challenge: new Uint8Array(32) }, signal: AbortSignal.timeout(3000),
      }).then(() => 'ok', ({ name }) => name)))`)) as string[]
    expect(new Set(hows)).toEqual(new Set(['OperationError', 'TimeoutError']))
    expect(hows.filter((how) => how === 'TimeoutError')).toHaveLength(1)
    expect((await extension.prompts()) - before).toBe(1)
    await extension.does('approve')
    expect((await ask(page, 'get')).how).toBe('ok')
  })

  test('[C43] aborts at any moment end each request once, and the next one works', async () => {
    const page = await browser().visit(SITE)
    const rounds = IS_LONG ? 60 : 6
    for (let round = 0; round < rounds; round += 1) {
      const how = `{ signal: AbortSignal.timeout(${(round * 37) % 500}) }`
      expect(['ok', 'TimeoutError', 'NotAllowedError']).toContain((await ask(page, 'get', how)).how)
    }
    expect((await ask(page, 'get')).how).toBe('ok')
  })
}

function describeArriving({ browser, visitWith }: Attacked): void {
  test('before the first script of a page, at every load', async () => {
    const loads = IS_LONG ? 200 : 20
    const page = await visitWith(`window.first = String(navigator.credentials.get)`)
    const missed: number[] = []
    for (let load = 0; load < loads; load += 1) {
      await page.goto(`https://${SITE}/`)
      if (String(await page.evaluate('first')).startsWith('function get')) missed.push(load)
    }
    expect(missed).toEqual([])
  })

  test('in frames that come late and without an address', async () => {
    const page = await browser().visit(SITE)
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
}
