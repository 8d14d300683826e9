import { describe, expect, test } from 'vitest'
import { ruleOf } from './cases/rule-of.ts'
import { parseOrigin } from './origin.ts'
import { publicSuffixes } from './public-suffix.ts'
import { checkRpId, isRegistrableSuffixOrEqual } from './rp-id.ts'
import type { PublicSuffixes } from './suffixes.ts'

function check(origin: string, rpId?: string, allowLocalhost?: boolean) {
  const suffixes = publicSuffixes
  return checkRpId({ origin: parseOrigin(origin), rpId, suffixes, allowLocalhost })
}

describe('[C6] RP IDs end at label boundaries and stop at public suffixes', () => {
  const allowed: readonly (readonly [string, string, 'same' | 'suffix'])[] = [
    ['https://example.com', 'example.com', 'same'],
    ['https://login.example.com', 'example.com', 'suffix'],
    ['https://login.example.com:8443', 'login.example.com', 'same'],
    ['https://xn--bcher-kva.example', 'xn--bcher-kva.example', 'same'],
    ['https://a.xn--bcher-kva.example', 'xn--bcher-kva.example', 'suffix'],
    ['https://my_host.example.com', 'my_host.example.com', 'same'],
    ['https://github.io', 'github.io', 'same'],
    ['https://intranet', 'intranet', 'same'],
  ]
  test.each(allowed)('%s may use %s', (origin, rpId, relation) => {
    expect(check(origin, rpId)).toEqual({ rpId, relation })
  })

  const unrelated = [
    ['https://fakebank.com', 'bank.com'],
    ['https://b.example.com', 'a.example.com'],
    ['https://example.com', 'login.example.com'],
    ['https://example.com', 'example.net'],
    ['https://www.example.compute.amazonaws.com', 'amazonaws.com'],
  ] as const
  test.each(unrelated)('%s needs the list of related origins for %s', (origin, rpId) => {
    expect(check(origin, rpId)).toEqual({ rpId, relation: 'unrelated' })
  })

  const refused = [
    ['https://a.github.io', 'github.io', 'rp-id.public-suffix'],
    ['https://x.co.uk', 'co.uk', 'rp-id.public-suffix'],
    ['https://example.com', 'com', 'rp-id.public-suffix'],
    ['https://www.example.com', 'co.uk', 'rp-id.public-suffix'],
    ['https://example.com', '127.0.0.1', 'rp-id.ip-address'],
    ['https://example.com', '2130706433', 'rp-id.ip-address'],
    ['https://example.com', '0x7f.1', 'rp-id.ip-address'],
    ['https://example.com', '[::1]', 'rp-id.ip-address'],
    ['https://example.com', 'example.com.', 'rp-id.malformed'],
    ['https://example.com', '', 'rp-id.malformed'],
    ['https://example.com', '.com', 'rp-id.malformed'],
    ['https://example.com', '.example.com', 'rp-id.malformed'],
    ['https://example.com', 'Example.com', 'rp-id.malformed'],
    ['https://example.com', 'example.com:443', 'rp-id.malformed'],
    ['https://example.com', 'https://example.com', 'rp-id.malformed'],
    ['https://example.com', 'example.com\0', 'rp-id.malformed'],
    ['https://example.com', 'exam ple.com', 'rp-id.malformed'],
    ['https://example.com', "example'.com", 'rp-id.malformed'],
    ['https://example.com', `${'a'.repeat(64)}.com`, 'rp-id.malformed'],
    ['https://xn--bcher-kva.example', 'bücher.example', 'rp-id.not-ascii'],
    ['https://example.com', 'example\u3002com', 'rp-id.not-ascii'],
    ['https://example.com', '\u212Aey.com', 'rp-id.not-ascii'],
    ['https://github.io', 'example.com', 'rp-id.not-a-suffix'],
    ['http://localhost:8000', 'example.com', 'rp-id.not-a-suffix'],
  ] as const
  test.each(refused)('%s may not use %j', (origin, rpId, rule) => {
    expect(ruleOf(() => check(origin, rpId))).toBe(rule)
  })
})

describe('[C7] without an RP ID the effective domain is taken', () => {
  test.each(['https://example.com', 'https://a.b.example.com:444', 'http://localhost:3000'])(
    '%s',
    (origin) => {
      expect(check(origin)).toEqual({ rpId: new URL(origin).hostname, relation: 'same' })
    },
  )

  test('a host that cannot be an RP ID is refused', () => {
    expect(ruleOf(() => check("https://it's.example"))).toBe('origin.no-rp-id')
  })
})

describe('[C8] localhost is allowed, other plain http and IP addresses are not', () => {
  const allowed = ['http://localhost', 'http://localhost:5173', 'https://localhost']
  test.each([...allowed, 'http://app.localhost', 'https://localhost:8443'])('%s', (origin) => {
    const { hostname } = new URL(origin)
    expect(check(origin, hostname)).toEqual({ rpId: hostname, relation: 'same' })
  })

  test('the setting switches plain http off, not https', () => {
    expect(ruleOf(() => check('http://localhost', 'localhost', false))).toBe('origin.not-secure')
    expect(ruleOf(() => check('http://a.localhost', undefined, false))).toBe('origin.not-secure')
    expect(check('https://localhost', 'localhost', false).relation).toBe('same')
  })

  const refused = [
    ['http://example.com', 'origin.not-secure'],
    ['http://localhost.example.com', 'origin.not-secure'],
    ['http://notlocalhost', 'origin.not-secure'],
    ['https://127.0.0.1', 'origin.ip-address'],
    ['http://127.0.0.1:8080', 'origin.ip-address'],
    ['https://[::1]', 'origin.ip-address'],
    ['https://0x7f.1', 'origin.ip-address'],
  ] as const
  test.each(refused)('%s is refused', (origin, rule) => {
    expect(ruleOf(() => check(origin))).toBe(rule)
  })
})

describe('Android apps', () => {
  const app = 'android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck'

  test('an RP ID is needed and only its form is looked at', () => {
    expect(check(app, 'example.com')).toEqual({ rpId: 'example.com', relation: 'same' })
    expect(ruleOf(() => check(app))).toBe('origin.no-rp-id')
    expect(ruleOf(() => check(app, 'Example.com'))).toBe('rp-id.malformed')
    expect(ruleOf(() => check(app, '10.0.0.1'))).toBe('rp-id.ip-address')
  })
})

describe('HTML, "is a registrable domain suffix of or is equal to"', () => {
  // The rows of the table in the standard, for hosts that are domains.
  const table = [
    ['example.com', 'example.com', true],
    ['example.com', 'www.example.com', true],
    ['com', 'example.com', false],
    ['example', 'example', true],
    ['compute.amazonaws.com', 'example.compute.amazonaws.com', false],
    ['example.compute.amazonaws.com', 'www.example.compute.amazonaws.com', false],
    ['amazonaws.com', 'www.example.compute.amazonaws.com', false],
    ['amazonaws.com', 'test.amazonaws.com', true],
    ['0.0.1', '127.0.0.1', false],
    ['', 'example.com', false],
  ] as const
  const suffixes: PublicSuffixes = {
    publicSuffix: (host) => {
      const found = /(?:^|\.)((?:[^.]+\.)?compute\.amazonaws\.com|[^.]+)$/.exec(host)
      return found?.[1] ?? null
    },
    registrableDomain: () => null,
  }
  test.each(table)('%j of %j: %s', (suffix, host, expected) => {
    expect(isRegistrableSuffixOrEqual(suffix, host, suffixes)).toBe(expected)
  })
})
