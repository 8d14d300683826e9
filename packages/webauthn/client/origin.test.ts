import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { ruleOf } from './cases/rule-of.ts'
import { parseOrigin, type Origin } from './origin.ts'

const KEY_HASH = 'pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck'

describe('origins that are read', () => {
  test('a host and the scheme default port', () => {
    expect(parseOrigin('https://login.example.com')).toEqual({
      kind: 'web',
      scheme: 'https',
      host: 'login.example.com',
      serialized: 'https://login.example.com',
      isIpAddress: false,
    })
  })

  test('a port other than the default', () => {
    expect(parseOrigin('http://localhost:8000')).toEqual({
      kind: 'web',
      scheme: 'http',
      host: 'localhost',
      port: 8000,
      serialized: 'http://localhost:8000',
      isIpAddress: false,
    })
    expect(parseOrigin('https://a.example:80')).toMatchObject({ port: 80 })
    expect(parseOrigin('http://a.example:65535')).toMatchObject({ port: 65_535 })
    expect(parseOrigin('http://a.example:0')).toMatchObject({ port: 0 })
  })

  test('A-labels, underscores and the longest labels', () => {
    for (const host of ['xn--bcher-kva.example', 'my_host.example', `${'a'.repeat(63)}.example`]) {
      expect(parseOrigin(`https://${host}`)).toMatchObject({ host, isIpAddress: false })
    }
  })

  test('an Android key hash', () => {
    const serialized = `android:apk-key-hash:${KEY_HASH}`
    expect(parseOrigin(serialized)).toEqual({ kind: 'android', keyHash: KEY_HASH, serialized })
  })
})

describe('[C6] IP addresses are recognised in every form that a URL parser reads as one', () => {
  const ipv4 = ['127.0.0.1', '0x7f.1', '2130706433', '0x7f000001', '017700000001', '1.2.3.4', '0x']
  test.each([...ipv4, 'example.0x1f', 'a.b.09', '[::1]', '[2001:db8::1]'])('%s', (host) => {
    expect(parseOrigin(`https://${host}`)).toMatchObject({ kind: 'web', host, isIpAddress: true })
  })

  test('the last label decides, and hexadecimal letters alone are a name', () => {
    for (const host of ['127.0.0.1.example', '1e100.net', 'dead.beef', '0xg', '1.0x7g']) {
      expect(parseOrigin(`https://${host}`)).toMatchObject({ isIpAddress: false })
    }
  })

  test('for hosts that a URL parser takes, it says the same', () => {
    const label = fc.stringMatching(/^(?:0x)?[0-9a-fx]{1,3}$/)
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    let addresses = 0
    fc.assert(
      fc.property(host, (name) => {
        const canonical = URL.canParse(`https://${name}`) ? new URL(`https://${name}`).host : null
        const isDomain = canonical === name && !/^[0-9.]+$/.test(canonical)
        if (!isDomain) addresses += 1
        const { isIpAddress } = parseOrigin(`https://${name}`) as { isIpAddress: boolean }
        expect(isIpAddress).toBe(!isDomain)
      }),
      { numRuns: 2000 },
    )
    expect(addresses).toBeGreaterThan(100)
  })
})

const refused: readonly (readonly [text: string, says: string])[] = [
  ['', 'empty'],
  ['null', 'opaque'],
  ['example.com', 'begin with https://'],
  ['bitwarden', 'begin with https://'],
  ['//example.com', 'begin with https://'],
  ['ftp://example.com', 'begin with https://'],
  ['chrome-extension://abcdefgh', 'begin with https://'],
  ['https:/example.com', 'begin with https://'],
  ['HTTPS://example.com', 'upper-case'],
  ['https://Example.com', 'upper-case'],
  ['https://bücher.example', 'A-label'],
  ['https://example。com', 'A-label'],
  ['https://user:secret@example.com', 'user name'],
  ['https://@example.com', 'user name'],
  ['https://example.com/', 'trailing slash'],
  ['https://example.com/path', 'trailing slash'],
  ['https://example.com?q', 'trailing slash'],
  ['https://example.com#f', 'trailing slash'],
  ['https://example.com\\evil', 'trailing slash'],
  ['https://example.com:443', 'default port'],
  ['http://example.com:80', 'default port'],
  ['https://example.com:', 'decimal number'],
  ['https://example.com:08443', 'leading zeros'],
  ['https://example.com:65536', 'above 65535'],
  ['https://example.com:999999', 'decimal number'],
  ['https://example.com:8a', 'decimal number'],
  ['https://example.com:80:80', 'decimal number'],
  ['https://', 'host is empty'],
  ['http://', 'host is empty'],
  ['https://:8080', 'host is empty'],
  ['https://example..com', 'empty label'],
  ['https://.example.com', 'empty label'],
  ['https://example...com', 'empty label'],
  ['https://example.com.', 'trailing dot'],
  [`https://${'a'.repeat(64)}.com`, '63'],
  [`https://${'a.'.repeat(126)}com`, '253'],
  [' https://example.com', 'white space'],
  ['https://example.com\n', 'white space'],
  ['https://exa mple.com', 'white space'],
  ['https://exa%6dple.com', 'no domain can hold'],
  ['https://a^b.com', 'no domain can hold'],
  ['https://a\0b.com', 'no domain can hold'],
  ['https://[::1', 'not closed'],
  ['https://[::1]x', 'only a port'],
  ['https://[::G]', 'IPv6'],
  ['https://[1.2.3.4]', 'IPv6'],
  [`android:apk-key-hash:${KEY_HASH}=`, '43 characters'],
  [`android:apk-key-hash:${KEY_HASH.slice(1)}`, '43 characters'],
  [`android:apk-key-hash:${KEY_HASH.slice(0, -1)}l`, '43 characters'],
  [`android:apk-key-hash:${KEY_HASH.replace('-', '+')}`, '43 characters'],
]

describe('texts that are no canonical origin are refused, and the message says why', () => {
  test.each(refused)('%j', (text, says) => {
    expect(ruleOf(() => parseOrigin(text))).toBe('origin.malformed')
    expect(() => parseOrigin(text)).toThrow(says)
  })

  test('the message never repeats the text, which may hold a password', () => {
    expect(() => parseOrigin('https://user:hunter2@example.com')).not.toThrow('hunter2')
  })

  test('no host is too long to be refused at once', () => {
    expect(ruleOf(() => parseOrigin(`https://${'a'.repeat(10_000_000)}`))).toBe('origin.malformed')
  })
})

const name = fc.stringMatching(/^[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,20}[a-zA-Z0-9])?$/)
const hostName = fc.array(name, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV4Extended(),
  fc.ipV6().map((text) => `[${text}]`),
)
const port = fc.option(fc.integer({ min: 0, max: 65_535 }))
const url = fc
  .tuple(fc.constantFrom('http', 'https'), fc.oneof(hostName, address), port)
  .map(([scheme, host, number]) => `${scheme}://${host}${number === null ? '' : `:${number}`}/p?q`)
  .filter((text) => URL.canParse(text))

function parsedOrError(text: string): Origin | Error {
  try {
    return parseOrigin(text)
  } catch (error) {
    return error instanceof Error ? error : new Error('not an error', { cause: error })
  }
}

describe('properties', () => {
  test('every origin that a URL parser yields is read and keeps its serialisation', () => {
    fc.assert(
      fc.property(url, (text) => {
        const { origin } = new URL(text)
        expect(parseOrigin(origin).serialized).toBe(origin)
      }),
      { numRuns: 3000 },
    )
  })

  test('whatever is read is what a URL parser yields for it', () => {
    const alphabet = fc.constantFrom(...'aAz09.:-_@/?#[]% \\\0ü~^"x')
    fc.assert(
      fc.property(
        url,
        fc.nat(60),
        fc.nat(2),
        fc.string({ unit: alphabet }),
        (text, at, cut, add): boolean => {
          const { origin } = new URL(text)
          const mutated = origin.slice(0, at) + add + origin.slice(at + cut)
          const parsed = parsedOrError(mutated)
          if (parsed instanceof Error) return parsed instanceof WebAuthnError
          if (parsed.kind === 'web' && parsed.isIpAddress) return true
          // A-labels are not decoded here; a URL parser refuses malformed ones.
          return mutated.includes('xn--') || new URL(mutated).origin === mutated
        },
      ),
      { numRuns: 3000 },
    )
  })
})
