import { readdirSync, readFileSync } from 'node:fs'
import {
  callerAt,
  creationJson,
  requestJson,
  testAuthenticator,
  testClient,
} from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { Ceremony, UserPresence, UserVerification } from '../../authenticator/ceremony.ts'
import { parseAuthenticatorData } from '../../data/authenticator-data.ts'
import { FLAG } from '../../data/flags.ts'
import type { WebAuthnError } from '../../error.ts'
import { create } from '../create.ts'
import { get } from '../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../options/json.ts'

const caller = callerAt('https://perch.example')
type Verification = 'pass' | 'fail' | 'unavailable'

/** The UV flag of a create and of a get, or the name and rule of the refusal, and the questions asked. */
async function ceremonies(
  userVerification: unknown,
  verification: Verification,
): Promise<Record<string, unknown>> {
  const creator = testAuthenticator({ verification })
  const wish = userVerification === undefined ? {} : { userVerification }
  const options = creationOptionsFromJSON(creationJson({ authenticatorSelection: wish }))
  const created = await outcome(create(testClient, creator, { caller, options }))
  const registered = testAuthenticator()
  await create(testClient, registered, { caller, options: creationOptionsFromJSON(creationJson()) })
  const signer = testAuthenticator({ verification }, { store: registered.store })
  const got = await outcome(
    get(testClient, signer, { caller, options: requestOptionsFromJSON(requestJson(wish)) }),
  )
  return { created, got, prompts: [creator.gate.asked.length, signer.gate.asked.length] }
}

async function outcome(
  ceremony: Promise<{ response: { authenticatorData: string } }>,
): Promise<string> {
  try {
    const { response } = await ceremony
    const { flags } = parseAuthenticatorData(Buffer.from(response.authenticatorData, 'base64url'))
    return (flags & FLAG.userVerified) === 0 ? 'UV=0' : 'UV=1'
  } catch (error) {
    return (error as WebAuthnError).rule
  }
}

describe('user verification', () => {
  const failed = 'ceremony.user-not-verified'
  const impossible = 'ceremony.verification-unavailable'
  const rows: [unknown, Verification, string, number][] = [
    [undefined, 'pass', 'UV=1', 1],
    ['preferred', 'pass', 'UV=1', 1],
    ['garbage', 'pass', 'UV=1', 1],
    ['required', 'pass', 'UV=1', 1],
    ['discouraged', 'pass', 'UV=0', 1],
    [undefined, 'unavailable', 'UV=0', 1],
    ['preferred', 'unavailable', 'UV=0', 1],
    ['garbage', 'unavailable', 'UV=0', 1],
    ['discouraged', 'unavailable', 'UV=0', 1],
    ['required', 'unavailable', impossible, 0],
    ['required', 'fail', failed, 1],
    ['preferred', 'fail', failed, 1],
    ['discouraged', 'fail', 'UV=0', 1],
  ]
  for (const [wish, verification, expected, prompts] of rows) {
    test(`[C1] [C2] ${String(wish ?? 'absent')}, verification ${verification}: ${expected}, ${prompts} prompt`, async () => {
      expect(await ceremonies(wish, verification)).toEqual({
        created: expected,
        got: expected,
        prompts: [prompts, prompts],
      })
    })
  }

  test('auth-19: discouraged is not asked for', async () => {
    const authenticator = testAuthenticator()
    const options = creationOptionsFromJSON(
      creationJson({ authenticatorSelection: { userVerification: 'discouraged' } }),
    )
    await create(testClient, authenticator, { caller, options })
    expect(authenticator.gate.asked.map((question) => question.requireUserVerification)).toEqual([
      false,
    ])
  })

  test('auth-20: a verification that was not asked for is told', async () => {
    const authenticator = testAuthenticator({ verifyUnasked: true })
    const options = creationOptionsFromJSON(
      creationJson({ authenticatorSelection: { userVerification: 'discouraged' } }),
    )
    expect(await outcome(create(testClient, authenticator, { caller, options }))).toBe('UV=1')
  })
})

describe('[C1] tokens', () => {
  test('a token of another ceremony, or none, sets no flag', () => {
    const ceremony = new Ceremony()
    const other = new Ceremony()
    const backup = { backupEligible: true, backupState: true }
    const presence = ceremony.confirmPresence()
    expect(() => ceremony.flags({ presence: other.confirmPresence() }, backup)).toThrow(
      'another ceremony',
    )
    expect(() =>
      ceremony.flags({ presence, verification: other.confirmVerification('biometric') }, backup),
    ).toThrow('another ceremony')
    expect(() =>
      ceremony.flags({ presence, verification: {} as UserVerification }, backup),
    ).toThrow('another ceremony')
    expect(
      ceremony.flags({ presence, verification: ceremony.confirmVerification('biometric') }, backup),
    ).toBe(0x1d)
  })

  test('nobody but a ceremony can make one', () => {
    const ceremony = new Ceremony()
    const forged = Symbol('ceremony') as never
    expect(() => new UserPresence(forged, ceremony)).toThrow('Only a ceremony')
    expect(() => new UserVerification(forged, ceremony, 'biometric')).toThrow('Only a ceremony')
  })
})

describe('[C3] one road to the flags', () => {
  /** Every source file of the package but tests, with the lines that name something. */
  function linesWith(needle: string): string[] {
    const root = new URL('../../', import.meta.url)
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(new URL(file, root), 'utf8').includes(needle))
      .toSorted()
  }

  test('flags are only made from tokens, or read from authenticator data', () => {
    expect(linesWith('as GestureFlags')).toEqual([
      'authenticator/ceremony.ts',
      'data/authenticator-data.ts',
    ])
  })

  test('the user gate is asked in one place', () => {
    expect(linesWith('gate.ask(')).toEqual(['authenticator/gesture.ts'])
    expect(linesWith('collectGesture(')).toEqual([
      'authenticator/gesture.ts',
      'authenticator/get-assertion.ts',
      'authenticator/make-credential.ts',
    ])
  })
})
