import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../../error.ts'
import { creationOptionsFromPage } from './creation.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from './json.ts'
import { requestOptionsFromPage } from './request.ts'

type Options = Record<string, unknown>

const creation: Options = {
  rp: { name: 'Perch' },
  user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
  challenge: Uint8Array.of(2),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const request: Options = { challenge: Uint8Array.of(2) }

/**
 * What `null` means for each optional member: the member of the result that it changes and how, or
 * that Web IDL refuses it. Absent and undefined always mean the default.
 */
const REFUSED = Symbol('refused')
const creationNull: Options = {
  attestation: {},
  attestationFormats: REFUSED,
  authenticatorSelection: {},
  excludeCredentials: REFUSED,
  extensions: {},
  hints: REFUSED,
  timeout: { timeout: 0 },
}
const requestNull: Options = {
  allowCredentials: REFUSED,
  extensions: {},
  hints: REFUSED,
  rpId: { rpId: 'null' },
  timeout: { timeout: 0 },
  userVerification: {},
}

type State = 'absent' | 'undefined' | 'null'

function statesOf(members: Options): fc.Arbitrary<Record<string, State>> {
  const state = fc.constantFrom<State>('absent', 'undefined', 'null')
  return fc.record(Object.fromEntries(Object.keys(members).map((name) => [name, state])))
}

function withStates(base: Options, states: Record<string, State>): Options {
  const options = { ...base }
  for (const [name, state] of Object.entries(states)) {
    if (state !== 'absent') options[name] = state === 'null' ? null : undefined
  }
  return options
}

function resultOrRule(convert: (value: unknown) => unknown, options: Options): unknown {
  try {
    return convert(options)
  } catch (error) {
    return error instanceof WebAuthnError ? error.rule : error
  }
}

function expectMeaning(convert: (value: unknown) => unknown, base: Options, meaning: Options) {
  let refusals = 0
  fc.assert(
    fc.property(statesOf(meaning), (states) => {
      const nulls = Object.keys(states).filter((name) => states[name] === 'null')
      const options = withStates(base, states)
      const isRefused = nulls.some((name) => meaning[name] === REFUSED)
      if (isRefused) refusals += 1
      const changes = nulls.map((name) => meaning[name] as Options)
      const wanted = isRefused ? 'options.type' : Object.assign({}, convert(base), ...changes)
      expect(resultOrRule(convert, options)).toEqual(wanted)
    }),
    { numRuns: 500 },
  )
  expect(refusals).toBeGreaterThan(50)
  expect(refusals).toBeLessThan(500)
}

/** The same options in JSON. */
function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]))
}

describe('[C18] every optional member absent, undefined or null', () => {
  test('of creation', () => {
    expectMeaning(creationOptionsFromPage, creation, creationNull)
    expectMeaning((value) => creationOptionsFromJSON(toJson(value)), creation, creationNull)
  })

  test('of requests', () => {
    expectMeaning(requestOptionsFromPage, request, requestNull)
    expectMeaning((value) => requestOptionsFromJSON(toJson(value)), request, requestNull)
  })

  test('of the authenticator selection', () => {
    const meaning = {
      authenticatorAttachment: {},
      requireResidentKey: {},
      residentKey: {},
      userVerification: {},
    }
    const wanted = creationOptionsFromPage(creation)
    fc.assert(
      fc.property(statesOf(meaning), (states) => {
        const authenticatorSelection = withStates({}, states)
        expect(creationOptionsFromPage({ ...creation, authenticatorSelection })).toEqual(wanted)
      }),
    )
  })

  test('of extensions', () => {
    const read = (extensions: Options) =>
      creationOptionsFromPage({ ...creation, extensions }).extensions
    const wanted: Options = {
      credProps: { credProps: false },
      credentialProtectionPolicy: {},
      enforceCredentialProtectionPolicy: { enforceCredentialProtectionPolicy: false },
      prf: { prf: {} },
    }
    fc.assert(
      fc.property(statesOf(wanted), (states) => {
        const nulls = Object.keys(states).filter((name) => states[name] === 'null')
        const changes = nulls.map((name) => wanted[name] as Options)
        expect(read(withStates({}, states))).toEqual(Object.assign({}, ...changes))
      }),
    )
  })

  test('of descriptors and the RP', () => {
    const list = (transports: unknown) =>
      requestOptionsFromPage({
        ...request,
        allowCredentials: [{ type: 'public-key', id: Uint8Array.of(3), transports }],
      }).allowCredentials
    expect(list(undefined)).toEqual([{ type: 'public-key', id: Uint8Array.of(3), transports: [] }])
    expect(() => list(null)).toThrow(WebAuthnError)
    const rp = (id: unknown) => creationOptionsFromPage({ ...creation, rp: { name: 'P', id } }).rp
    expect(rp(undefined)).toEqual({ name: 'P' })
    expect(rp(null)).toEqual({ name: 'P', id: 'null' })
  })
})
