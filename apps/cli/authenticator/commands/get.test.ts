import { createPublicKey, verify } from 'node:crypto'
import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keyward, type Run } from '../../cases/keyward.ts'
import {
  CHALLENGE,
  creation,
  errorOf,
  ORIGIN,
  request,
  RP_ID,
  ruleOf,
} from '../../cases/requests.ts'
import { temporaryFolder } from '../../cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

let stores = 0
let store = ''
beforeEach(() => {
  stores += 1
  store = folder.file(`${stores}.db`)
})

const run = (verb: string, input: object, ...args: string[]): Promise<Run> =>
  keyward(['authenticator', verb, '--store', store, ...args], input)
const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }

async function register(options: Record<string, unknown> = {}): Promise<RegisteredPasskey> {
  const { out } = await run('create', creation(options))
  return judgeRegistration(JSON.parse(out) as RegistrationResponse, CHALLENGE, verification)
}

const answerOf = ({ out }: Run): AuthenticationResponse => JSON.parse(out) as AuthenticationResponse

/** What an independent relying party makes of an answer. */
function judge(answer: Run, passkey: RegisteredPasskey, requireUserVerification = true) {
  const expected = { ...verification, requireUserVerification }
  return judgeAssertion(answerOf(answer), CHALLENGE, passkey, expected)
}

const idOf = (answer: Run): string => answerOf(answer).id

describe('authenticator get', () => {
  test.each([-7, -8, -257])('signs in with a passkey for algorithm %i', async (alg) => {
    const credential = await register({ pubKeyCredParams: [{ type: 'public-key', alg }] })
    const answer = await run('get', request())
    expect(answer.err).toBe(
      `Signed in as studio@acme at perch.localhost with passkey ${credential.id}.\n`,
    )
    expect(await judge(answer, credential)).toEqual({ counter: 0, userVerified: true })
  })

  test('of several passkeys the newest is used, and the others are named', async () => {
    const older = await register()
    const newer = await register()
    for (const allowCredentials of [
      [],
      [older, newer].map(({ id }) => ({ type: 'public-key', id })),
    ]) {
      const answer = await run('get', request({ allowCredentials }))
      expect(idOf(answer)).toBe(newer.id)
      expect(answer.err).toContain(`--credential-id could have named: ${older.id}.`)
    }
  })

  test('--credential-id names the one to use', async () => {
    const older = await register()
    await register()
    const answer = await run('get', request(), `--credential-id=${older.id}`)
    expect(idOf(answer)).toBe(older.id)
    expect((await judge(answer, older)).userVerified).toBe(true)
  })

  test('--credential-id names no passkey that the request may not use', async () => {
    const one = await register()
    const other = await register()
    const allowCredentials = [{ type: 'public-key', id: one.id }]
    const answer = await run('get', request({ allowCredentials }), `--credential-id=${other.id}`)
    expect(errorOf(answer)).toMatchObject({
      name: 'NotAllowedError',
      rule: 'ceremony.no-credential',
    })
    expect(errorOf(answer).message).toContain(one.id)
  })

  test('without a fitting passkey it is refused', async () => {
    await register()
    const elsewhere = { ...request({ rpId: 'other.localhost' }), origin: 'http://other.localhost' }
    expect(ruleOf(await run('get', elsewhere))).toBe('ceremony.no-credential')
    const allowCredentials = [{ type: 'public-key', id: 'AAAA' }]
    expect(ruleOf(await run('get', request({ allowCredentials })))).toBe('ceremony.no-credential')
  })

  test('a store that is not there is an error of its own, and is not made', async () => {
    expect(errorOf(await run('get', request()))).toMatchObject({
      name: 'StoreError',
      rule: 'store.missing',
    })
    expect(ruleOf(await run('list', {}))).toBe('store.missing')
  })

  test('[C34] PRF gives the same bytes at creation and at each sign-in', async () => {
    const extensions = { prf: { eval: { first: 'AAAA', second: 'BBBB' } } }
    const results = ({ out }: Run): unknown =>
      (JSON.parse(out) as { clientExtensionResults: { prf: { results: unknown } } })
        .clientExtensionResults.prf.results
    const created = results(await run('create', creation({ extensions })))
    expect(created).toMatchObject({ first: expect.stringMatching(/^[\w-]{43}$/) })
    expect(results(await run('get', request({ extensions })))).toEqual(created)
    expect(results(await run('get', request({ extensions })))).toEqual(created)
  })

  test('[C76] --ready-hash signs the hash that it is given', async () => {
    const created = JSON.parse((await run('create', creation())).out) as RegistrationResponse
    const hash = Buffer.alloc(32, 0xa5)
    const input = { clientDataHash: hash.toString('base64url'), options: request().options }
    const { response } = answerOf(await run('get', input, '--ready-hash'))
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
    expect(bytes(response.clientDataJSON).toString()).toBe('{}')
    const spki = bytes(created.response.publicKey)
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const signed = Buffer.concat([bytes(response.authenticatorData), hash])
    expect(verify('sha256', signed, key, bytes(response.signature))).toBe(true)
  })
})

describe('--user-verification', () => {
  test.each([
    ['pass', 'required', true],
    ['pass', 'discouraged', false],
    ['fail', 'required', 'ceremony.user-not-verified'],
    ['fail', 'preferred', 'ceremony.user-not-verified'],
    ['fail', 'discouraged', false],
    ['unavailable', 'required', 'ceremony.verification-unavailable'],
    ['unavailable', 'preferred', false],
  ])('[C2] %s, and the RP says %s: %s', async (result, userVerification, outcome) => {
    const credential = await register()
    const answer = await run('get', request({ userVerification }), '--user-verification', result)
    const refused = answer.code === 1
    expect(refused ? ruleOf(answer) : (await judge(answer, credential, false)).userVerified).toBe(
      outcome,
    )
    expect(refused ? errorOf(answer).name : 'NotAllowedError').toBe('NotAllowedError')
  })
})
