import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createSimulator } from './app.ts'
import { readSettings } from './config.ts'
import { SimulatorError } from './error.ts'
import type { Incoming, Outgoing } from './relay/send.ts'
import { sendOverNetwork } from './relay/send.ts'

const ORIGIN = 'http://phone.localhost:8702'
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** The simulator's server with its page in a folder, and a network that a test answers for. */
function simulator(
  answer: (outgoing: Outgoing) => Partial<Incoming> = () => ({}),
  env: Record<string, string> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>Phone</title>')
  writeFileSync(join(folder, 'assets/a-1.js'), '1')
  const sent: Outgoing[] = []
  const app = createSimulator(readSettings(env), {
    origin: ORIGIN,
    folder,
    send: async (outgoing) => {
      sent.push(outgoing)
      return { status: 200, headers: {}, body: new Uint8Array(), ...answer(outgoing) }
    },
  })
  const get = (path: string, headers: Record<string, string> = SAME) =>
    app.request(ORIGIN + path, { headers })
  const post = (body: unknown, headers: Record<string, string> = SAME) =>
    app.request(`${ORIGIN}/system/server`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  return { app, sent, folder, get, post }
}

const SAME = { 'sec-fetch-site': 'same-origin' }
const ASKED = { method: 'GET', path: '/v1/me', headers: {} }

describe('the page', () => {
  test('is served with rules that let in its own files, Keyward and Perch alone', async () => {
    const { get } = simulator()
    const page = await get('/')
    expect(await page.text()).toContain('Phone')
    const policy = page.headers.get('content-security-policy') ?? ''
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "require-trusted-types-for 'script'",
      'frame-src http://localhost:8700 http://perch.localhost:8701',
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
    expect((await get('/assets/a-1.js')).headers.get('cache-control')).toContain('immutable')
    expect((await get('/assets/../../package.json')).status).toBe(404)
  })

  test('knows where Keyward and Perch are, and the people of the demonstration', async () => {
    const { get, folder } = simulator()
    expect(await (await get('/config.json')).json()).toEqual({
      keyward: 'http://localhost:8700',
      perch: 'http://perch.localhost:8701',
    })
    expect(await (await get('/demo.json')).json()).toEqual({ people: [] })
    const file = join(folder, 'demo')
    const demo = simulator(undefined, { SIMULATOR_DEMO: file })
    expect(await (await demo.get('/demo.json')).json()).toEqual({ people: [], isPending: true })
    writeFileSync(file, '{"people":[{"id":"uma"}]}')
    expect(await (await demo.get('/demo.json')).json()).toEqual({ people: [{ id: 'uma' }] })
  })

  test('has one name: under another it sends readers on, and does nothing else', async () => {
    const { app } = simulator()
    const read = await app.request('http://127.0.0.1:8702/?device=ios-face-id')
    expect(read.headers.get('location')).toBe(`${ORIGIN}/?device=ios-face-id`)
    const sent = await app.request('http://evil.test/system/server', { method: 'POST' })
    expect(sent.status).toBe(400)
  })
})

describe('the way to Keyward’s server', () => {
  test('passes on what belongs to the request, and gives the answer back', async () => {
    const { post, sent } = simulator(() => ({
      status: 201,
      headers: { 'content-type': 'application/json', 'set-cookie': 'a=b' },
      body: new Uint8Array([1, 2, 3]),
    }))
    const headers = {
      DPoP: 'proof',
      Host: 'evil.test',
      Cookie: 'a',
      Origin: 'x',
      'Sec-Fetch-Site': 'none',
    }
    const answer = await post({ method: 'POST', path: '/v1/x?y=1', headers, body: 'AQI' })
    expect(await answer.json()).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: 'AQID',
    })
    expect(sent).toMatchObject([
      {
        method: 'POST',
        headers: { dpop: 'proof', 'content-length': '2' },
        body: new Uint8Array([1, 2]),
        timeout: 10_000,
      },
    ])
    expect(sent[0]?.url.href).toBe('http://localhost:8700/v1/x?y=1')
    expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['dpop', 'content-length'])
  })

  test.each([
    ['another host', { ...ASKED, path: '//evil.test/' }],
    ['another host by a backslash', { ...ASKED, path: '/\\evil.test/' }],
    ['an address', { ...ASKED, path: 'http://evil.test/' }],
    ['a method that there is not', { ...ASKED, method: 'CONNECT' }],
    ['a header of two lines', { ...ASKED, headers: { a: 'b\r\nc: d' } }],
    ['a header without a name', { ...ASKED, headers: { 'a b': 'c' } }],
    ['a body that is no bytes', { ...ASKED, body: 'a+b' }],
    ['no object', 1],
  ])('%s is not asked for', async (_, asked) => {
    const { post, sent } = simulator()
    expect((await post(asked)).status).toBe(400)
    expect(sent).toEqual([])
  })

  test('is for the phone’s own page alone, and for small requests', async () => {
    const { post, sent, app } = simulator()
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await post(ASKED, { 'sec-fetch-site': site })).status).toBe(400)
    }
    expect((await app.request(`${ORIGIN}/system/asset-links?rpId=perch.localhost`)).status).toBe(
      400,
    )
    const large = 'A'.repeat(500_000)
    expect(
      (await post({ ...ASKED, body: large }, { ...SAME, 'content-length': '500100' })).status,
    ).toBe(413)
    expect(sent).toEqual([])
  })
})

describe('asset links', () => {
  const links = (path: string) => `/system/asset-links?rpId=${path}`

  test('come over https, and of an app of this machine from where it listens', async () => {
    const { get, sent } = simulator(() => ({ body: new TextEncoder().encode('[]') }))
    expect(await (await get(links('perch.example'))).json()).toEqual({ status: 200, body: '[]' })
    await get(links('perch.localhost'))
    expect(sent.map(({ url }) => url.href)).toEqual([
      'https://perch.example/.well-known/assetlinks.json',
      'http://perch.localhost:8701/.well-known/assetlinks.json',
    ])
    expect(sent.every(({ limit, timeout }) => limit === 65_536 && timeout <= 3_000)).toBe(true)
  })

  test('a redirection on the host is followed, one off the host is not', async () => {
    const to = (location: string) =>
      simulator(({ url }) =>
        url.pathname === '/there' ? {} : { status: 301, headers: { location } },
      )
    expect((await to('/there').get(links('perch.example'))).status).toBe(200)
    for (const location of ['https://evil.test/there', 'http://perch.example/there', '//x.test/']) {
      expect((await to(location).get(links('perch.example'))).status).toBe(400)
    }
    expect((await to('/.well-known/assetlinks.json').get(links('perch.example'))).status).toBe(400)
  })

  test.each([
    '',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'other.localhost',
    'a/b.test',
    'a.test:1',
    'A.test',
  ])('%j is not asked', async (rpId) => {
    const { get, sent } = simulator()
    expect((await get(links(encodeURIComponent(rpId)))).status).toBe(400)
    expect(sent).toEqual([])
  })
})

describe('the network', () => {
  async function listening(answer: (path: string) => string | undefined): Promise<string> {
    const server = createServer((request, response) => {
      const body = answer(request.url ?? '')
      if (body !== undefined) response.end(`${request.headers.host} ${body}`)
    })
    closing.push(() => {
      server.close()
      server.closeAllConnections()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://a-name.localhost:${(server.address() as AddressInfo).port}`
  }

  const ask = (url: string) => ({
    url: new URL(url),
    method: 'GET',
    headers: {},
    timeout: 300,
    limit: 1_000,
  })

  test('a name below localhost is reached on this machine, under its own name', async () => {
    const origin = await listening(() => 'here')
    const answer = await sendOverNetwork(ask(`${origin}/`))
    expect(new TextDecoder().decode(answer.body)).toBe(`${new URL(origin).host} here`)
  })

  test('silence, too much and nobody there each have their own word', async () => {
    const origin = await listening((path) => (path === '/long' ? 'x'.repeat(2_000) : undefined))
    const rule = (url: string) =>
      sendOverNetwork(ask(url)).catch((error: unknown) => (error as SimulatorError).rule)
    expect(await rule(`${origin}/silent`)).toBe('relay.timeout')
    expect(await rule(`${origin}/long`)).toBe('relay.too-large')
    expect(await rule('http://nobody.localhost:1/')).toBe('relay.unreachable')
  })
})

describe('configuration', () => {
  test.each([
    ['SIMULATOR_PORT', '99999'],
    ['SIMULATOR_KEYWARD', 'localhost:8700'],
    ['SIMULATOR_PERCH', 'http://perch.localhost:8701/'],
    ['SIMULATOR_APPS', 'perch.localhost'],
    ['SIMULATOR_APPS', 'perch.localhost=nowhere'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SimulatorError)
    expect(() => readSettings({ [name]: value })).toThrow(name)
  })
})
