import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { creationOptionsFromPage } from './creation.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from './json.ts'
import { tolerate } from './lenient.ts'
import { MAX_CHALLENGE_BYTES } from './limits.ts'
import { requestOptionsFromPage } from './request.ts'

const BYTES = Uint8Array.of(251, 255, 254, 1)
const BASE64 = '+//+AQ=='
const LIST = [251, 255, 254, 1]
const INDEXED = { 0: 251, 1: 255, 2: 254, 3: 1 }

function creation(written: unknown) {
  return {
    rp: { name: 'Perch' },
    user: { id: written, name: 'ada', displayName: 'Ada' },
    challenge: written,
    pubKeyCredParams: [],
    excludeCredentials: [{ type: 'public-key', id: written }],
    extensions: { prf: { eval: { first: written, second: written } } },
  }
}

function request(written: unknown) {
  const evalByCredential = { '-__-AQ': { first: written } }
  return {
    challenge: written,
    allowCredentials: new Set([{ type: 'public-key', id: written }]),
    extensions: { prf: { evalByCredential } },
  }
}

describe('bytes in other spellings are read, and by the tolerant entry alone', () => {
  const json: Record<string, unknown> = { base64: BASE64, list: LIST, index: INDEXED, view: BYTES }
  test.each(Object.entries(json))('JSON: %s', (_, written) => {
    const wanted = creationOptionsFromPage(creation(BYTES))
    expect(creationOptionsFromJSON(tolerate(creation(written), 'json'))).toEqual(wanted)
    expect(ruleOf(() => creationOptionsFromJSON(creation(written)))).toBe('options.encoding')
    const asked = requestOptionsFromPage(request(BYTES))
    expect(requestOptionsFromJSON(tolerate(request(written), 'json'))).toEqual(asked)
    expect(ruleOf(() => requestOptionsFromJSON(request(written)))).toBe('options.encoding')
  })

  test.each(Object.entries({ list: LIST, index: INDEXED }))('page: %s', (_, written) => {
    const wanted = creationOptionsFromPage(creation(BYTES))
    expect(creationOptionsFromPage(tolerate(creation(written), 'page'))).toEqual(wanted)
    expect(ruleOf(() => creationOptionsFromPage(creation(written)))).toBe('options.type')
    const asked = requestOptionsFromPage(request(BYTES))
    expect(requestOptionsFromPage(tolerate(request(written), 'page'))).toEqual(asked)
    expect(ruleOf(() => requestOptionsFromPage(request(written)))).toBe('options.type')
  })

  test('correct bytes stay as they are', () => {
    const wanted = creationOptionsFromPage(creation(BYTES))
    expect(creationOptionsFromPage(tolerate(creation(BYTES), 'page'))).toEqual(wanted)
    expect(creationOptionsFromJSON(tolerate(creation('-__-AQ'), 'json'))).toEqual(wanted)
  })
})

describe('[C10] what is not a known quirk stays wrong', () => {
  test('text as bytes on a page', () => {
    const options = tolerate(creation('-__-AQ'), 'page')
    expect(ruleOf(() => creationOptionsFromPage(options))).toBe('options.type')
  })

  const noBytes = [
    {},
    { 1: 1 },
    { 0: 1, a: 2 },
    [256],
    [-1],
    [1.5],
    ['1'],
    { 0: 1, 1: null },
    null,
    5,
  ]
  test.each(noBytes)('%j as bytes', (written) => {
    expect(ruleOf(() => creationOptionsFromPage(tolerate(creation(written), 'page')))).toBe(
      'options.type',
    )
  })

  test('missing names, other types and broken base64', () => {
    const rule = (changes: object) =>
      ruleOf(() => creationOptionsFromJSON(tolerate({ ...creation('AQ'), ...changes }, 'json')))
    expect(rule({ user: { id: 'AQ', name: 'ada' } })).toBe('options.missing')
    expect(rule({ user: { id: 'AQ', displayName: null } })).toBe('options.missing')
    expect(rule({ rp: {} })).toBe('options.missing')
    expect(rule({ rp: 'example.com' })).toBe('options.type')
    expect(rule({ user: 'ada' })).toBe('options.type')
    expect(rule({ extensions: { prf: true } })).toBe('options.type')
    expect(rule({ excludeCredentials: null })).toBe('options.type')
    expect(rule({ challenge: 'AQ IB' })).toBe('options.encoding')
    expect(rule({ challenge: undefined })).toBe('options.missing')
    for (const value of [undefined, null, 'x']) expect(tolerate(value, 'json')).toBe(value)
  })

  test('a list of bytes longer than any limit', () => {
    const challenge = Array.from({ length: MAX_CHALLENGE_BYTES + 1 }, () => 0)
    expect(ruleOf(() => tolerate({ challenge }, 'json'))).toBe('options.too-large')
  })

  test('a key that is not base64url, or reaches for the prototype', () => {
    const evalByCredential = JSON.parse('{"__proto__":{"first":"AQ"}}')
    const options = {
      challenge: 'AQ',
      allowCredentials: [{ type: 'public-key', id: 'AQ' }],
      extensions: { prf: { evalByCredential } },
    }
    const rule = ruleOf(() => requestOptionsFromJSON(tolerate(options, 'json')))
    expect(rule).toBe('options.prf-key')
  })
})

describe('names that are null', () => {
  const names = (changes: object) =>
    creationOptionsFromJSON(tolerate({ ...creation('AQ'), ...changes }, 'json'))

  test('user.displayName takes user.name', () => {
    const user = { id: 'AQ', name: 'ada', displayName: null }
    expect(names({ user }).user.displayName).toBe('ada')
  })

  test('rp.name takes rp.id, or stays empty', () => {
    expect(names({ rp: { name: null, id: 'example.com' } }).rp.name).toBe('example.com')
    expect(names({ rp: { name: null } }).rp.name).toBe('')
  })

  test('the value given is not changed', () => {
    const given = Object.freeze({
      ...creation(LIST),
      user: Object.freeze({ id: LIST, name: 'ada', displayName: null }),
    })
    const before = JSON.stringify(given)
    tolerate(given, 'json')
    expect(JSON.stringify(given)).toBe(before)
  })
})
