import { describe, expect, test } from 'vitest'
import { ruleOfAsync } from './cases/rule-of.ts'
import { parseOrigin, type WebOrigin } from './origin.ts'
import { publicSuffixes } from './public-suffix.ts'
import {
  validateRelatedOrigin,
  type WellKnownRequest,
  type WellKnownResponse,
} from './related-origins.ts'

const CALLER = 'https://accountscenter.example.net'

interface Run {
  readonly origin?: string
  readonly rpId?: string
  readonly answer?: Partial<WellKnownResponse> | Error
}

async function run({ origin = CALLER, rpId = 'example.com', answer = {} }: Run) {
  const requests: WellKnownRequest[] = []
  const rule = await ruleOfAsync(() =>
    validateRelatedOrigin({
      origin: parseOrigin(origin) as WebOrigin,
      rpId,
      suffixes: publicSuffixes,
      fetchWellKnown: async (request) => {
        requests.push(request)
        if (answer instanceof Error) throw answer
        const body = JSON.stringify({ origins: [CALLER] })
        return { status: 200, contentType: 'application/json', body, ...answer }
      },
    }),
  )
  return { rule, requests }
}

const listing = (...origins: unknown[]) => ({ body: JSON.stringify({ origins }) })

describe('[C9] the list of related origins', () => {
  test('is fetched once over https, without credentials and referrer, up to a limit', async () => {
    const { rule, requests } = await run({})
    expect(rule).toBe('none')
    expect(requests).toEqual([
      {
        url: 'https://example.com/.well-known/webauthn',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        maxBytes: 262_144,
      },
    ])
  })

  const unreadable: readonly (readonly [string, Partial<WellKnownResponse> | Error, string])[] = [
    ['a failed fetch', new TypeError('offline'), 'related-origins.unreachable'],
    ['status 404', { status: 404 }, 'related-origins.unreachable'],
    ['status 204', { status: 204 }, 'related-origins.unreachable'],
    ['status 302', { status: 302 }, 'related-origins.unreachable'],
    ['HTML', { contentType: 'text/html' }, 'related-origins.malformed'],
    ['no content type', { contentType: null }, 'related-origins.malformed'],
    ['a JSON subtype', { contentType: 'application/ld+json' }, 'related-origins.malformed'],
    ['a longer type', { contentType: 'application/jsonp' }, 'related-origins.malformed'],
    ['no JSON', { body: '<html>' }, 'related-origins.malformed'],
    ['an array', { body: `["${CALLER}"]` }, 'related-origins.malformed'],
    ['null', { body: 'null' }, 'related-origins.malformed'],
    ['no origins', { body: '{}' }, 'related-origins.malformed'],
    ['origins as text', { body: `{"origins":"${CALLER}"}` }, 'related-origins.malformed'],
    ['a number among them', listing(CALLER, 1), 'related-origins.malformed'],
    ['an empty list', listing(), 'related-origins.not-listed'],
  ]
  test.each(unreadable)('%s refuses', async (_, answer, rule) => {
    expect((await run({ answer })).rule).toBe(rule)
  })

  test('the content type may carry parameters, space and capitals', async () => {
    for (const contentType of ['application/json; charset=utf-8', ' Application/JSON ;q']) {
      expect((await run({ answer: { contentType } })).rule).toBe('none')
    }
  })

  test('a body of 256 KiB is read, one byte more is not', async () => {
    const { body } = listing(CALLER)
    const fill = (size: number) => ({ body: body + ' '.repeat(size - body.length) })
    expect((await run({ answer: fill(262_144) })).rule).toBe('none')
    expect((await run({ answer: fill(262_145) })).rule).toBe('related-origins.malformed')
    const wide = { body: `{"x":"${'ü'.repeat(131_072)}","origins":["${CALLER}"]}` }
    expect((await run({ answer: wide })).rule).toBe('related-origins.malformed')
  })

  test('nothing is fetched for an RP ID without a registrable domain', async () => {
    const rows = [
      ['com', 'rp-id.public-suffix'],
      ['github.io', 'rp-id.public-suffix'],
      ['localhost', 'rp-id.public-suffix'],
      ['127.0.0.1', 'rp-id.ip-address'],
      ['example..com', 'rp-id.malformed'],
      ['example.com/x', 'rp-id.malformed'],
      ['bücher.example', 'rp-id.not-ascii'],
    ] as const
    for (const [rpId, rule] of rows) {
      expect(await run({ rpId })).toEqual({ rule, requests: [] })
    }
  })
})

describe('entries of the list', () => {
  const same = [
    CALLER,
    `${CALLER}/`,
    `${CALLER}/some/path?q#f`,
    `${CALLER}:443`,
    `${CALLER}:`,
    ` ${CALLER}\n`,
    'HTTPS://AccountsCenter.Example.NET',
  ]
  test.each(same)('%j names the caller', async (entry) => {
    expect((await run({ answer: listing(entry) })).rule).toBe('none')
  })

  const others = [
    'http://accountscenter.example.net',
    `${CALLER}:8443`,
    'https://example.net',
    'https://evil.accountscenter.example.net',
    'https://accountscenter.example.net.evil.example',
    'https://accountscenter.example.net@evil.example',
    'https://evil.example/https://accountscenter.example.net',
    'accountscenter.example.net',
    'https://*.example.net',
    '',
  ]
  test.each(others)('%j does not', async (entry) => {
    expect((await run({ answer: listing(entry) })).rule).toBe('related-origins.not-listed')
  })

  test('bad ones are skipped', async () => {
    const bad = ['not-a-valid-url', '', 'https://', 'https://127.0.0.1', 'https://com', 'data:,x']
    expect((await run({ answer: listing(...bad, CALLER) })).rule).toBe('none')
  })

  test('one of nothing but blanks is skipped at once', async () => {
    const blanks = ' '.repeat(260_000)
    for (const entry of [
      blanks,
      `https://${blanks}x`,
      `https://a${blanks}`,
      `https://${blanks}/`,
    ]) {
      expect((await run({ answer: listing(entry, CALLER) })).rule).toBe('none')
    }
  })

  test('a port of the caller must be listed', async () => {
    const origin = `${CALLER}:8443`
    expect((await run({ origin })).rule).toBe('related-origins.not-listed')
    expect((await run({ origin, answer: listing(origin) })).rule).toBe('none')
  })
})

describe('registrable origin labels', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, n) => `https://site${n}.com`)

  test('the fifth counts, the sixth does not', async () => {
    expect((await run({ answer: listing(...labels(4), CALLER) })).rule).toBe('none')
    expect((await run({ answer: listing(...labels(5), CALLER) })).rule).toBe(
      'related-origins.not-listed',
    )
  })

  test('one label under many suffixes is one, also after the limit', async () => {
    const countries = ['https://example.co.uk', 'https://www.example.de', 'https://example.fr']
    expect((await run({ answer: listing(...countries, ...labels(4), CALLER) })).rule).toBe('none')
  })

  test('entries without a registrable domain use none up', async () => {
    const bare = [
      'https://a',
      'https://b',
      'https://co.uk',
      'https://github.io',
      'https://localhost',
    ]
    expect((await run({ answer: listing(...bare, ...labels(4), CALLER) })).rule).toBe('none')
  })
})
