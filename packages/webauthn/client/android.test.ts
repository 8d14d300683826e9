import { describe, expect, test } from 'vitest'
import { androidOrigin, parseAssetLinksUrl, parseCertificateFingerprint } from './android.ts'
import { ruleOf } from './cases/rule-of.ts'
import { parseOrigin } from './origin.ts'

const BYTES = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 200) & 255)
const TEXT = [...BYTES].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')

describe('certificate fingerprints', () => {
  test('upper-case pairs with colons are read', () => {
    expect(parseCertificateFingerprint(TEXT)).toEqual(BYTES)
  })

  const refused = [
    '',
    TEXT.toLowerCase(),
    TEXT.replaceAll(':', ''),
    TEXT.replaceAll(':', ' '),
    TEXT.slice(3),
    `${TEXT}:00`,
    `${TEXT}:`,
    ` ${TEXT}`,
    `${TEXT}\n`,
    `GG${TEXT.slice(2)}`,
  ]
  test.each(refused)('%j is refused', (text) => {
    expect(ruleOf(() => parseCertificateFingerprint(text))).toBe('android.fingerprint')
  })

  test('the origin made of one is read as an Android origin', () => {
    const origin = parseOrigin(androidOrigin(BYTES))
    const keyHash = Buffer.from(BYTES).toString('base64url')
    expect(origin).toMatchObject({ kind: 'android', keyHash })
    expect(ruleOf(() => androidOrigin(BYTES.slice(1)))).toBe('android.fingerprint')
  })
})

describe('addresses of asset links', () => {
  test('https, a domain and the well-known path', () => {
    const url = 'https://www.example.com/.well-known/assetlinks.json'
    expect(parseAssetLinksUrl(url)).toEqual({ host: 'www.example.com' })
  })

  const refused = [
    'http://example.com/.well-known/assetlinks.json',
    'https://example.com/assetlinks.json',
    'https://example.com/.well-known/assetlinks.json?x',
    'https://example.com/.well-known/assetlinks.json#x',
    'https://example.com/x/.well-known/assetlinks.json',
    'https://example.com//.well-known/assetlinks.json',
    'https://example.com:8443/.well-known/assetlinks.json',
    'https://user@example.com/.well-known/assetlinks.json',
    'https://10.0.0.1/.well-known/assetlinks.json',
    'https:///.well-known/assetlinks.json',
    '/.well-known/assetlinks.json',
    '',
  ]
  test.each(refused)('%j is refused', (text) => {
    expect(ruleOf(() => parseAssetLinksUrl(text))).toBe('android.asset-link-url')
  })
})
