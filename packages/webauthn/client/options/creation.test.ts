import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { creationOptionsFromPage } from './creation.ts'
import { MAX_CHALLENGE_BYTES, MAX_ENTRIES } from './limits.ts'

const ES256 = { type: 'public-key', alg: -7 }

function page(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    rp: { name: 'Perch' },
    user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
    challenge: Uint8Array.of(9, 8, 7),
    pubKeyCredParams: [ES256],
    ...changes,
  }
}

const read = (changes?: Record<string, unknown>) => creationOptionsFromPage(page(changes))
const rule = (changes?: Record<string, unknown>) => ruleOf(() => read(changes))
const user = (changes: Record<string, unknown>) => ({
  user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada', ...changes },
})

describe('creation options of a page', () => {
  test('the least that a site may give, with the defaults', () => {
    expect(read()).toEqual({
      rp: { name: 'Perch' },
      user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
      challenge: Uint8Array.of(9, 8, 7),
      algorithms: [-7],
      excludeCredentials: [],
      residentKey: 'discouraged',
      userVerification: 'preferred',
      hints: [],
      attestation: 'none',
      attestationFormats: [],
      extensions: {},
    })
  })

  test('all that a site may give', () => {
    const options = read({
      rp: { id: 'example.com', name: 'Perch' },
      pubKeyCredParams: [
        { type: 'public-key', alg: -257 },
        { type: 'other', alg: -8 },
        ES256,
        ES256,
      ],
      timeout: 60_000,
      excludeCredentials: [
        { type: 'public-key', id: Uint8Array.of(5), transports: ['usb', 'new'] },
        { type: 'other', id: Uint8Array.of(6) },
      ],
      authenticatorSelection: {
        authenticatorAttachment: 'platform',
        residentKey: 'preferred',
        requireResidentKey: true,
        userVerification: 'required',
      },
      hints: ['client-device', 'new', 'client-device'],
      attestation: 'direct',
      attestationFormats: ['packed'],
      extensions: { credProps: true, unknown: 5 },
    })
    expect(options).toMatchObject({
      rp: { id: 'example.com', name: 'Perch' },
      algorithms: [-257, -7, -7],
      timeout: 60_000,
      excludeCredentials: [
        { type: 'public-key', id: Uint8Array.of(5), transports: ['usb', 'new'] },
      ],
      authenticatorAttachment: 'platform',
      residentKey: 'preferred',
      userVerification: 'required',
      hints: ['client-device', 'new', 'client-device'],
      attestation: 'direct',
      attestationFormats: ['packed'],
      extensions: { credProps: true },
    })
    expect(options.excludeCredentials).toHaveLength(1)
  })

  test('[C5] unknown enumeration values are ignored', () => {
    const options = read({
      attestation: 'everything',
      authenticatorSelection: {
        authenticatorAttachment: 'implanted',
        residentKey: 'maybe',
        userVerification: 'perhaps',
      },
      hints: ['telepathy'],
      excludeCredentials: [{ type: 'public-key', id: Uint8Array.of(5), transports: ['pigeon'] }],
    })
    expect(options).toMatchObject({
      attestation: 'none',
      residentKey: 'discouraged',
      userVerification: 'preferred',
      hints: ['telepathy'],
    })
    expect(options).not.toHaveProperty('authenticatorAttachment')
    const required = { residentKey: 'maybe', requireResidentKey: true }
    expect(read({ authenticatorSelection: required }).residentKey).toBe('required')
  })

  test('[C7] a missing rp.id stays missing', () => {
    expect(read().rp).not.toHaveProperty('id')
    expect(read({ rp: { name: '', id: undefined } }).rp).toEqual({ name: '' })
  })

  test('[C19] an algorithm as text is a number, and an empty list means ES256 then RS256', () => {
    const parameters = [{ type: 'public-key', alg: '-257' }]
    expect(read({ pubKeyCredParams: parameters }).algorithms).toEqual([-257])
    expect(read({ pubKeyCredParams: [] }).algorithms).toEqual([-7, -257])
  })

  test('[C25] user.id has 1 to 64 bytes', () => {
    for (const length of [1, 64]) {
      expect(read(user({ id: new Uint8Array(length) })).user.id).toHaveLength(length)
    }
    for (const length of [0, 65]) {
      expect(rule(user({ id: new Uint8Array(length) }))).toBe('options.user-id-length')
    }
  })

  test('names lose lone surrogates, which UTF-8 cannot carry', () => {
    const named = user({ name: 'a\ud800', displayName: '\udc00b' })
    expect(read(named).user).toMatchObject({ name: 'a\ufffd', displayName: '\ufffdb' })
    expect(read({ rp: { name: 'P\ud800' } }).rp.name).toBe('P\ufffd')
  })
})

describe('creation options that are refused', () => {
  test.each(['rp', 'user', 'challenge', 'pubKeyCredParams'])('without %s', (name) => {
    expect(rule({ [name]: undefined })).toBe('options.missing')
  })

  test('without any, or as no object', () => {
    expect(ruleOf(() => creationOptionsFromPage(undefined))).toBe('options.missing')
    expect(ruleOf(() => creationOptionsFromPage('{}'))).toBe('options.type')
  })

  test('without a name, or an ID', () => {
    expect(rule({ rp: {} })).toBe('options.missing')
    expect(rule({ user: null })).toBe('options.missing')
    for (const name of ['id', 'name', 'displayName']) {
      expect(rule(user({ [name]: undefined }))).toBe('options.missing')
    }
  })

  test('bytes as text or as a list', () => {
    expect(rule({ challenge: 'AQID' })).toBe('options.type')
    expect(rule({ challenge: [1, 2, 3] })).toBe('options.type')
    expect(rule(user({ id: { 0: 1 } }))).toBe('options.type')
    expect(rule({ excludeCredentials: [{ type: 'public-key', id: 'AQID' }] })).toBe('options.type')
  })

  test('lists of parameters without a known type, a type or an algorithm', () => {
    expect(rule({ pubKeyCredParams: [{ type: 'other', alg: -7 }] })).toBe('options.algorithms')
    expect(rule({ pubKeyCredParams: [{ type: 'public-key' }] })).toBe('options.missing')
    expect(rule({ pubKeyCredParams: [{ alg: -7 }] })).toBe('options.missing')
    expect(rule({ pubKeyCredParams: [-7] })).toBe('options.type')
  })

  test('[C33] prf.evalByCredential, even when it is empty', () => {
    for (const evalByCredential of [{}, { AQ: { first: new Uint8Array() } }]) {
      expect(rule({ extensions: { prf: { evalByCredential } } })).toBe(
        'options.prf-eval-by-credential',
      )
    }
  })
})

describe('limits', () => {
  test('of the challenge', () => {
    const challenge = new Uint8Array(MAX_CHALLENGE_BYTES)
    expect(read({ challenge }).challenge).toHaveLength(MAX_CHALLENGE_BYTES)
    expect(rule({ challenge: new Uint8Array(MAX_CHALLENGE_BYTES + 1) })).toBe('options.too-large')
  })

  const lists = {
    excludeCredentials: { type: 'public-key', id: new Uint8Array(16) },
    pubKeyCredParams: ES256,
    hints: 'hybrid',
    attestationFormats: 'none',
  }
  test.each(Object.entries(lists))('of %s', (name, entry) => {
    expect(rule({ [name]: Array.from({ length: MAX_ENTRIES }, () => entry) })).toBe('none')
    const tooMany = Array.from({ length: MAX_ENTRIES + 1 }, () => entry)
    expect(rule({ [name]: tooMany })).toBe('options.too-large')
  })

  test('of all strings and bytes together', () => {
    const hints = Array.from({ length: 1000 }, () => 'a'.repeat(5000))
    expect(rule({ hints })).toBe('options.too-large')
    expect(rule(user({ name: 'a'.repeat(5_000_000) }))).toBe('options.too-large')
    const ids = Array.from({ length: 100 }, () => ({
      type: 'public-key',
      id: new Uint8Array(50_000),
    }))
    expect(rule({ excludeCredentials: ids })).toBe('options.too-large')
  })

  test('an ID longer than any credential ID is no error', () => {
    const excludeCredentials = [{ type: 'public-key', id: new Uint8Array(1024) }]
    expect(read({ excludeCredentials }).excludeCredentials[0]?.id).toHaveLength(1024)
  })
})
