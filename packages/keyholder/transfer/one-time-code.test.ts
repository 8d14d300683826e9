import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostOf } from './imports/host.ts'
import {
  encodeOneTimeCode,
  oneTimeCode,
  otpauthAddress,
  parseOneTimeCode,
} from './one-time-code.ts'

const base32 = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'),
  minLength: 1,
})
const code = fc.record({
  secret: base32,
  algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
  digits: fc.integer({ min: 1, max: 10 }),
  period: fc.integer({ min: 1, max: 86_400 }),
  issuer: fc.string().map((text) => text.trim()),
  username: fc.string().map((text) => text.trim()),
})

describe('one-time codes', () => {
  test('what is written is read, as text and as address', () => {
    fc.assert(
      fc.property(code, (any) => {
        // An issuer in the label would be one with the username, so it has no colon.
        fc.pre(!any.issuer.includes(':'))
        expect(parseOneTimeCode(encodeOneTimeCode(any))).toEqual(any)
        expect(parseOneTimeCode(otpauthAddress(any))).toEqual(any)
      }),
    )
  })

  test.each(['.', '..', '...', '/', 'a:b', ':', '%2e'])('%j is a username, too', (username) => {
    const written = { ...oneTimeCode({ secret: 'JBSW' })!, username }
    expect(parseOneTimeCode(otpauthAddress(written))).toEqual(written)
  })

  test('a code with the usual parameters is its bare secret', () => {
    const usual = oneTimeCode({ secret: 'jbsw y3dp ehpk 3pxp' })!
    expect(encodeOneTimeCode(usual)).toBe('JBSWY3DPEHPK3PXP')
  })

  test.each([
    ['otpauth://totp/Perch:ana?secret=JBSW&issuer=Perch', 'Perch', 'ana'],
    ['otpauth://totp/Perch:ana?secret=JBSW', 'Perch', 'ana'],
    ['otpauth://totp/ana%40perch.example?secret=JBSW', '', 'ana@perch.example'],
    ['otpauth://totp/%zz?secret=JBSW', '', '%zz'],
    ['OTPAUTH://totp/?secret=jbsw', '', ''],
  ])('%s', (text, issuer, username) => {
    expect(parseOneTimeCode(text)).toMatchObject({ secret: 'JBSW', issuer, username })
  })

  test.each([
    '',
    'steam://JBSW',
    'otpauth://hotp/?secret=JBSW&counter=1',
    'otpauth://totp/?secret=',
    'otpauth://totp/?secret=JBSW&digits=11',
    'otpauth://totp/?secret=JBSW&period=0',
    'otpauth://totp/?secret=JBSW&algorithm=MD5',
    '1890',
  ])('%j is no code', (text) => {
    expect(parseOneTimeCode(text)).toBeUndefined()
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        parseOneTimeCode(text)
        parseOneTimeCode(`otpauth://totp/${text}?secret=${text}`)
        hostOf(text)
      }),
    )
    expect(parseOneTimeCode('otpauth://totp/?secret=JBSW')).toBeDefined()
  })
})

describe('hosts', () => {
  test.each([
    ['https://Perch.example/login?next=1', 'perch.example'],
    ['http://perch.example:8080', 'perch.example'],
    ['perch.example', 'perch.example'],
    ['perch.example./x', 'perch.example'],
    ['https://bücher.example', 'xn--bcher-kva.example'],
    ['https://[::1]/', '[::1]'],
  ])('%s is %s', (address, host) => {
    expect(hostOf(address)).toBe(host)
  })

  test.each([
    '',
    '  ',
    'androidapp://com.perch',
    'mailto:ana@perch.example',
    'https://',
    'a b',
    'ftp://x',
    '.',
    '..',
    'perch..example',
    '.perch.example',
  ])('%j has none', (address) => {
    expect(hostOf(address)).toBeUndefined()
  })
})
