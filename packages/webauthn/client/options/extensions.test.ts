import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { creationOptionsFromPage } from './creation.ts'
import { MAX_ENTRIES } from './limits.ts'
import { requestOptionsFromPage } from './request.ts'

function create(extensions: unknown) {
  return creationOptionsFromPage({
    rp: { name: 'Perch' },
    user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
    challenge: new Uint8Array(16),
    pubKeyCredParams: [],
    extensions,
  }).extensions
}

const ALLOWED = Uint8Array.of(251, 255)
const KEY = '-_8'

function get(prf: unknown, ...ids: Uint8Array[]) {
  const allowCredentials = ids.map((id) => ({ type: 'public-key', id }))
  return requestOptionsFromPage({
    challenge: new Uint8Array(16),
    allowCredentials,
    extensions: { prf },
  }).extensions.prf
}

const first = Uint8Array.of(1)

describe('credProps and credProtect', () => {
  test('known inputs are coerced', () => {
    expect(create({ credProps: 1, enforceCredentialProtectionPolicy: '' })).toEqual({
      credProps: true,
      enforceCredentialProtectionPolicy: false,
    })
    for (const credentialProtectionPolicy of [
      'userVerificationOptional',
      'userVerificationOptionalWithCredentialIDList',
      'userVerificationRequired',
    ]) {
      expect(create({ credentialProtectionPolicy })).toEqual({ credentialProtectionPolicy })
    }
  })

  test('[C5] unknown policies and unknown extensions are ignored', () => {
    const unread = {
      credentialProtectionPolicy: 'everything',
      get largeBlob(): never {
        throw new Error('unknown extensions are not read')
      },
    }
    expect(create(unread)).toEqual({})
  })

  test('extensions must be an object', () => {
    expect(create(undefined)).toEqual({})
    expect(create(null)).toEqual({})
    expect(ruleOf(() => create('credProps'))).toBe('options.type')
  })
})

describe('[C33] the inputs of prf', () => {
  test.each([0, 1, 26, 32, 64, 1000])('an input of %i bytes', (length) => {
    const input = Uint8Array.from({ length }, (_, n) => n & 255)
    const prf = { eval: { first: input, second: new DataView(input.buffer) } }
    expect(create({ prf })).toEqual({ prf: { eval: { first: input, second: input } } })
    expect(get(prf)).toEqual({ eval: { first: input, second: input } })
  })

  test('none, and no second', () => {
    expect(create({ prf: {} })).toEqual({ prf: {} })
    expect(create({ prf: null })).toEqual({ prf: {} })
    expect(get({ eval: { first } })).toEqual({ eval: { first } })
    expect(get({ eval: { first, second: undefined } })).toEqual({ eval: { first } })
  })

  test('inputs of the wrong type', () => {
    for (const prf of [
      true,
      'x',
      { eval: 5 },
      { eval: { first: 'AQ' } },
      { evalByCredential: null },
    ]) {
      expect(ruleOf(() => get(prf, ALLOWED))).toBe('options.type')
    }
    for (const prf of [{ eval: {} }, { eval: null }, { eval: { second: first } }]) {
      expect(ruleOf(() => get(prf))).toBe('options.missing')
    }
    expect(ruleOf(() => get({ eval: { first, second: null } }))).toBe('options.type')
  })

  test('inputs by credential beside one for all', () => {
    const other = { first: Uint8Array.of(2), second: Uint8Array.of(3) }
    const prf = get({ eval: { first }, evalByCredential: { [KEY]: other } }, ALLOWED)
    expect(prf).toEqual({ eval: { first }, evalByCredential: new Map([[KEY, other]]) })
  })

  test('inputs by credential need a list of credentials; without entries they do not', () => {
    const rule = ruleOf(() => get({ evalByCredential: { [KEY]: { first } } }))
    expect(rule).toBe('options.prf-eval-by-credential')
    expect(get({ evalByCredential: {} })).toEqual({ evalByCredential: new Map() })
  })

  test.each(['', 'A', '*', '+/8', '-_8=', '-_9', 'AQ', '__proto__'])('the key %j', (key) => {
    const evalByCredential = Object.fromEntries([[key, { first }]])
    expect(ruleOf(() => get({ evalByCredential }, ALLOWED))).toBe('options.prf-key')
  })

  test('more of them than a list may have', () => {
    const keys = Array.from({ length: MAX_ENTRIES + 1 }, (_, n) => [`k${n}`, { first }])
    const rule = ruleOf(() => get({ evalByCredential: Object.fromEntries(keys) }, ALLOWED))
    expect(rule).toBe('options.too-large')
  })
})
