import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hostFault } from './host.ts'
import { publicSuffixes } from './public-suffix.ts'

const rows: readonly (readonly [host: string, suffix: string, domain: string | null])[] = [
  ['com', 'com', null],
  ['example.com', 'com', 'example.com'],
  ['a.b.example.com', 'com', 'example.com'],
  ['co.uk', 'co.uk', null],
  ['site.foobar.co.uk', 'co.uk', 'foobar.co.uk'],
  ['localhost', 'localhost', null],
  ['app.localhost', 'localhost', 'app.localhost'],
  ['intranet', 'intranet', null],
  ['b.unlisted-name', 'unlisted-name', 'b.unlisted-name'],
  ['github.io', 'github.io', null],
  ['me.github.io', 'github.io', 'me.github.io'],
  ['x.me.github.io', 'github.io', 'me.github.io'],
  ['example.appspot.com', 'appspot.com', 'example.appspot.com'],
  ['example.ck', 'example.ck', null],
  ['evil.example.ck', 'example.ck', 'evil.example.ck'],
  ['www.ck', 'ck', 'www.ck'],
  ['sub.www.ck', 'ck', 'www.ck'],
  ['amazonaws.com', 'com', 'amazonaws.com'],
  ['xn--85x722f.xn--55qx5d.cn', 'xn--55qx5d.cn', 'xn--85x722f.xn--55qx5d.cn'],
]

describe('the public suffix list, its private part included', () => {
  test.each(rows)('%s', (host, suffix, domain) => {
    expect(publicSuffixes.publicSuffix(host)).toBe(suffix)
    expect(publicSuffixes.registrableDomain(host)).toBe(domain)
  })
})

const LIST = new URL('../../../../shared/data/psl/test_psl.txt', import.meta.url)

describe.runIf(existsSync(LIST))('the public test lines', () => {
  test('every line about a host in canonical form holds', () => {
    const lines = readFileSync(LIST, 'utf8').matchAll(/^checkPublicSuffix\((.+), (.+)\);$/gm)
    let held = 0
    let notCanonical = 0
    for (const [, hostText = '', domainText = ''] of lines) {
      const host = unquote(hostText)
      const canonical = host === null ? null : toAscii(host)
      if (canonical === null) {
        notCanonical += 1
        continue
      }
      const domain = unquote(domainText)
      const expected = domain === null ? null : toAscii(domain)
      expect([host, publicSuffixes.registrableDomain(canonical)]).toEqual([host, expected])
      held += 1
    }
    expect(held).toBeGreaterThan(70)
    // No host at all, and hosts that begin with a dot.
    expect(notCanonical).toBe(5)
  })
})

function unquote(text: string): string | null {
  return text === 'null' ? null : text.slice(1, -1)
}

function toAscii(host: string): string | null {
  const ascii = host.startsWith('.') ? host : new URL(`https://${host}`).host
  return hostFault(ascii) === null ? ascii : null
}
