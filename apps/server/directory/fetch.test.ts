import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { TEST_CERT, TEST_KEY } from '../config/cases/tls.ts'
import { listAt } from './fetch-list.ts'
import { makeFetchPublic, publicLookup } from './fetch-public.ts'
import { isPublicAddress } from './public-address.ts'

const LIMITS = { bytes: 1000, time: 2000 }
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** A site on this machine, for a client that takes its certificate. */
async function site(answer: RequestListener) {
  const server = createServer({ cert: TEST_CERT, key: TEST_KEY }, answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    ca: TEST_CERT,
    checkServerIdentity: () => undefined,
  }
}

/** As if the name led to this machine over the public network. */
const here: NonNullable<Parameters<typeof makeFetchPublic>[0]>['lookup'] = (_, options, done) =>
  options.all === true
    ? done(null, [{ address: '127.0.0.1', family: 4 }])
    : done(null, '127.0.0.1', 4)

describe('a file of a public site', () => {
  test('is read, without anything that tells who asks', async () => {
    let headers: object = {}
    const way = await site((request, response) => {
      headers = request.headers
      response.writeHead(200, JSON_TYPE).end('{"manage":1}')
    })
    const fetchPublic = makeFetchPublic({ ...way, lookup: here })
    expect(await fetchPublic('https://perch.example/x', LIMITS)).toBe('{"manage":1}')
    expect(Object.keys(headers).toSorted()).toEqual(['accept', 'connection', 'host', 'user-agent'])
  })

  test.each([
    ['another status', 404, JSON_TYPE, '{}'],
    ['a redirect', 302, { ...JSON_TYPE, Location: 'https://perch.example/y' }, '{}'],
    ['another type', 200, { 'Content-Type': 'text/html' }, '{}'],
    ['too many bytes', 200, JSON_TYPE, 'x'.repeat(1001)],
  ])('is none with %s', async (_, status, headers, body) => {
    const way = await site(
      (_request, response) => void response.writeHead(status, headers).end(body),
    )
    const fetchPublic = makeFetchPublic({ ...way, lookup: here })
    expect(await fetchPublic('https://perch.example/x', LIMITS)).toBeUndefined()
  })

  test('is none when it takes too long, or ends half-way', async () => {
    const slow = await site(
      (_request, response) => void response.writeHead(200, JSON_TYPE).write('{'),
    )
    const cut = await site((_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'Content-Length': '9' }).write('{')
      setTimeout(() => response.destroy(), 20)
    })
    const ask = (way: typeof slow) =>
      makeFetchPublic({ ...way, lookup: here })('https://perch.example/', { ...LIMITS, time: 200 })
    expect(await ask(slow)).toBeUndefined()
    expect(await ask(cut)).toBeUndefined()
  })

  test('is not asked for at an address or name of this machine or network', async () => {
    let asked = 0
    const way = await site((_request, response) => {
      asked += 1
      response.writeHead(200, JSON_TYPE).end('{}')
    })
    const byAnyName = makeFetchPublic({ ...way, lookup: here })
    const { port } = way
    for (const url of [
      'http://perch.example/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://localhost/',
      'https://a.localhost/',
      'https://printer.local/',
      'https://vault.internal/',
      'https://server/',
      `https://perch.example:${port}/`,
      'https://user:word@perch.example/',
      'file:///etc/passwd',
      'no address',
    ])
      expect(await byAnyName(url, LIMITS), url).toBeUndefined()
    // A name that leads here is not followed, alone or among others.
    const inward = [{ address: '127.0.0.1', family: 4 }]
    for (const found of [inward, [{ address: '8.8.8.8', family: 4 }, ...inward], []]) {
      const lookup = publicLookup((_name, _options, done) => done(null, found))
      const ask = makeFetchPublic({ ...way, lookup })
      expect(await ask('https://perch.example/', LIMITS)).toBeUndefined()
    }
    expect(asked).toBe(0)
  })

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    'fc00::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'perch.example',
    '',
  ])('is not read at %s', (address) => expect(isPublicAddress(address)).toBe(false))

  test('is asked for at the public addresses that its name leads to', () => {
    const found = [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700:4700::1111', family: 6 },
    ]
    const told: unknown[] = []
    const lookup = publicLookup((_name, _options, done) => done(null, found))
    lookup('perch.example', { all: true }, (...answer) => told.push(answer))
    lookup('perch.example', {}, (...answer) => told.push(answer))
    expect(told).toEqual([
      [null, found],
      [null, '8.8.8.8', 4],
    ])
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])(
    'may be read at %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('the configured list', () => {
  const LIST = 'https://list.example/apps.json'
  const asking = (answers: Readonly<Record<string, () => Response>>) => {
    const asked: string[] = []
    const ask = async (url: string | URL | Request): Promise<Response> => {
      asked.push(String(url))
      return answers[String(url)]?.() ?? new Response('none', { status: 404 })
    }
    return { list: listAt(LIST, ask), asked }
  }
  const to = (location: string) => () => new Response(null, { status: 302, headers: { location } })

  test('is followed on its host, and to no other', async () => {
    const moved = 'https://list.example/new.json'
    const near = asking({ [LIST]: to('/new.json'), [moved]: () => new Response('[]') })
    expect(await near.list()).toBe('[]')
    for (const place of [
      'https://other.example/',
      'http://list.example/',
      'https://list.example:1/',
    ]) {
      const far = asking({ [LIST]: to(place), [place]: () => new Response('[]') })
      expect(await far.list(), place).toBeUndefined()
      expect(far.asked).toEqual([LIST])
    }
  })

  test('is none when it goes in circles, fails, is no text, or is without end', async () => {
    expect(await asking({ [LIST]: to(LIST) }).list()).toBeUndefined()
    expect(await asking({}).list()).toBeUndefined()
    const bytes = asking({ [LIST]: () => new Response(new Uint8Array([0xff])) })
    expect(await bytes.list()).toBeUndefined()
    const part = new Uint8Array(1_000_000).fill(32)
    const body = () => new ReadableStream({ pull: (controller) => controller.enqueue(part) })
    expect(await asking({ [LIST]: () => new Response(body()) }).list()).toBeUndefined()
    const failing = listAt(LIST, () => Promise.reject(new Error('no network')))
    expect(await failing()).toBeUndefined()
  })
})
