import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { MAX_CHALLENGE_BYTES, MAX_ENTRIES } from './limits.ts'
import { requestOptionsFromPage } from './request.ts'

const CHALLENGE = Uint8Array.of(9, 8, 7)

const read = (changes: Record<string, unknown> = {}) =>
  requestOptionsFromPage({ challenge: CHALLENGE, ...changes })
const rule = (changes: Record<string, unknown>) => ruleOf(() => read(changes))

describe('request options of a page', () => {
  test('the least that a site may give, with the defaults', () => {
    expect(read()).toEqual({
      challenge: CHALLENGE,
      allowCredentials: [],
      userVerification: 'preferred',
      hints: [],
      extensions: {},
    })
  })

  test('all that a site may give', () => {
    const allowCredentials = [
      { type: 'other', id: Uint8Array.of(6) },
      { type: 'public-key', id: Uint8Array.of(5) },
      { type: 'public-key', id: new DataView(Uint8Array.of(1, 7).buffer, 1), transports: ['usb'] },
    ]
    const given = {
      timeout: '5000',
      rpId: 'example.com',
      userVerification: 'required',
      hints: ['x'],
    }
    expect(read({ allowCredentials, ...given })).toEqual({
      challenge: CHALLENGE,
      timeout: 5000,
      rpId: 'example.com',
      allowCredentials: [
        { type: 'public-key', id: Uint8Array.of(5), transports: [] },
        { type: 'public-key', id: Uint8Array.of(7), transports: ['usb'] },
      ],
      userVerification: 'required',
      hints: ['x'],
      extensions: {},
    })
  })

  test('[C5] unknown enumeration values are ignored', () => {
    expect(read({ userVerification: 'perhaps' }).userVerification).toBe('preferred')
    const allowCredentials = [{ type: 'public-key', id: CHALLENGE, transports: ['pigeon'] }]
    expect(read({ allowCredentials }).allowCredentials[0]?.transports).toEqual(['pigeon'])
  })

  test('[C7] a missing rpId stays missing', () => {
    expect(read({ rpId: undefined })).not.toHaveProperty('rpId')
  })

  test('a list of unknown types alone is an error, since an empty list means anything', () => {
    const allowCredentials = [{ type: 'other', id: CHALLENGE }]
    expect(rule({ allowCredentials })).toBe('options.credential-types')
    expect(rule({ allowCredentials: [] })).toBe('none')
  })

  test('what is missing or of the wrong type is refused', () => {
    expect(ruleOf(() => requestOptionsFromPage({}))).toBe('options.missing')
    expect(ruleOf(() => requestOptionsFromPage(null))).toBe('options.missing')
    expect(ruleOf(() => requestOptionsFromPage(5))).toBe('options.type')
    expect(rule({ challenge: 'AQID' })).toBe('options.type')
    expect(rule({ allowCredentials: {} })).toBe('options.type')
    expect(rule({ allowCredentials: [{ type: 'public-key' }] })).toBe('options.missing')
    expect(rule({ allowCredentials: [{ id: CHALLENGE }] })).toBe('options.missing')
    expect(rule({ rpId: Symbol('x') })).toBe('options.type')
    expect(rule({ timeout: 5n })).toBe('options.type')
  })

  test('limits of the challenge and of lists', () => {
    expect(rule({ challenge: new Uint8Array(MAX_CHALLENGE_BYTES) })).toBe('none')
    expect(rule({ challenge: new Uint8Array(MAX_CHALLENGE_BYTES + 1) })).toBe('options.too-large')
    const entry = { type: 'public-key', id: new Uint8Array(1023) }
    const list = Array.from({ length: MAX_ENTRIES }, () => entry)
    expect(rule({ allowCredentials: list })).toBe('none')
    expect(rule({ allowCredentials: [...list, entry] })).toBe('options.too-large')
  })
})
