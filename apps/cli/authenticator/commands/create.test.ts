import { judgeRegistration } from '@keyward/testkit'
import type { RegistrationResponse } from '@keyward/webauthn/client'
import { FLAG } from '@keyward/webauthn/data'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keyward, type Run } from '../../cases/keyward.ts'
import { CHALLENGE, creation, errorOf, ORIGIN, RP_ID, ruleOf } from '../../cases/requests.ts'
import { temporaryFolder } from '../../cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

let stores = 0
let store = ''
beforeEach(() => {
  stores += 1
  store = folder.file(`${stores}.db`)
})

const create = (input: object, ...args: string[]): Promise<Run> =>
  keyward(['authenticator', 'create', '--store', store, ...args], input)

const answerOf = ({ out }: Run): RegistrationResponse => JSON.parse(out) as RegistrationResponse

/** What an independent relying party makes of an answer. */
function judge(run: Run, requireUserVerification = true) {
  const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification }
  return judgeRegistration(answerOf(run), CHALLENGE, verification)
}

async function listed(): Promise<Record<string, unknown>[]> {
  const run = await keyward(['authenticator', 'list', '--store', store])
  return (JSON.parse(run.out) as { passkeys: Record<string, unknown>[] }).passkeys
}

describe('authenticator create', () => {
  test('prints one line of JSON that a relying party accepts, and keeps the passkey', async () => {
    const run = await create(creation())
    expect(run).toMatchObject({
      code: 0,
      err: 'Created a passkey for studio@acme at perch.localhost.\n',
    })
    expect(run.out.split('\n')).toHaveLength(2)
    const { id } = await judge(run)
    expect(await listed()).toMatchObject([
      {
        credentialId: id,
        rpId: RP_ID,
        algorithm: 'ES256',
        signCount: 0,
      },
    ])
  })

  test.each([
    [-7, 'ES256'],
    [-8, 'EdDSA'],
    [-257, 'RS256'],
  ])('makes passkeys for algorithm %i', async (alg, name) => {
    const run = await create(creation({ pubKeyCredParams: [{ type: 'public-key', alg }] }))
    expect((await judge(run)).id).toBe(answerOf(run).id)
    expect(await listed()).toMatchObject([{ algorithm: name }])
  })

  test('spreads the JSON out for a person', async () => {
    const args = ['authenticator', 'create', '--store', store]
    const run = await keyward(args, creation(), { stdoutIsTty: true })
    expect(run.out.split('\n').length).toBeGreaterThan(10)
    expect((await judge(run)).id).toBe(answerOf(run).id)
  })

  test('names from the RP can not steer the terminal', async () => {
    const user = { id: 'AQID', name: 'a\u001b[2J\n\u202eb\u009b', displayName: '' }
    const run = await create(creation({ user }))
    expect(run.err).toContain('a\\u001b[2J\\u000a\\u202eb\\u009b')
  })

  test('an excluded passkey that is here ends the ceremony', async () => {
    const { id } = JSON.parse((await create(creation())).out) as { id: string }
    const run = await create(creation({ excludeCredentials: [{ type: 'public-key', id }] }))
    expect(errorOf(run)).toMatchObject({ name: 'InvalidStateError', rule: 'ceremony.excluded' })
    expect(run.err).toContain(id)
    expect(await listed()).toHaveLength(1)
  })

  test('an earlier passkey of the same user stays, and the person is told', async () => {
    await create(creation())
    expect((await create(creation())).err).toContain('Earlier ones that stay: 1.')
    expect(await listed()).toHaveLength(2)
  })

  test('sites that write options as other clients forgive them are served', async () => {
    const user = { id: [1, 2, 3], name: 'studio@acme', displayName: null }
    const run = await create(creation({ user }))
    expect((await judge(run)).id).toBe(answerOf(run).id)
  })
})

describe('--user-verification', () => {
  test.each([
    ['pass', 'required', true],
    ['pass', 'preferred', true],
    ['pass', 'discouraged', false],
    ['fail', 'required', 'ceremony.user-not-verified'],
    ['fail', 'preferred', 'ceremony.user-not-verified'],
    ['fail', 'discouraged', false],
    ['unavailable', 'required', 'ceremony.verification-unavailable'],
    ['unavailable', 'preferred', false],
    ['unavailable', 'discouraged', false],
  ])('[C2] %s, and the RP says %s: %s', async (result, userVerification, outcome) => {
    const options = { authenticatorSelection: { userVerification } }
    const run = await create(creation(options), '--user-verification', result)
    const refused = run.code === 1
    expect(refused ? ruleOf(run) : (await judge(run, false)).userVerified).toBe(outcome)
    expect(refused ? errorOf(run).name : 'NotAllowedError').toBe('NotAllowedError')
  })
})

describe('what kind of passkey', () => {
  test('--device-bound clears BE and BS; otherwise both are set', async () => {
    const flags = (run: Run): number => {
      const data = Buffer.from(answerOf(run).response.authenticatorData, 'base64url')
      return (data[32] ?? 0) & (FLAG.backupEligible | FLAG.backupState)
    }
    expect(flags(await create(creation(), '--device-bound'))).toBe(0)
    expect(flags(await create(creation()))).toBe(FLAG.backupEligible | FLAG.backupState)
    expect(await listed()).toMatchObject([{ backupEligible: true }, { backupEligible: false }])
  })

  test.each([
    [[], 'direct', 'none'],
    [['--attestation-policy', 'none'], 'direct', 'none'],
    [['--attestation-policy', 'packed'], 'direct', 'packed'],
    [['--attestation-policy', 'packed'], 'none', 'none'],
  ])('[C37] %j, and the RP says %s: format %s', async (args, attestation, format) => {
    const run = await create(creation({ attestation }), ...args)
    expect((await judge(run)).format).toBe(format)
  })
})

describe('the frame that asks', () => {
  test.each([
    [{ topOrigin: 'https://top.example' }, { crossOrigin: true, topOrigin: 'https://top.example' }],
    [{ topOrigin: 'https://top.example', crossOrigin: true }, { topOrigin: 'https://top.example' }],
    [{ crossOrigin: true }, { crossOrigin: true }],
    [{ crossOrigin: false }, { crossOrigin: false }],
  ])('%j gives client data %j', async (members, wanted) => {
    const { out } = await create({ ...creation(), ...members })
    const { response } = JSON.parse(out) as { response: { clientDataJSON: string } }
    const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as object
    expect(data).toMatchObject(wanted)
    expect('topOrigin' in data).toBe('topOrigin' in members)
  })

  test('a top origin that is none is refused', async () => {
    expect(ruleOf(await create({ ...creation(), topOrigin: 'top' }))).toBe('origin.malformed')
  })
})
