import { randomBytes } from 'node:crypto'
import {
  callerAt,
  creationJson,
  judgeAssertion,
  judgeRegistration,
  requestJson,
  testAuthenticator,
  testClient,
} from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { create } from '../create.ts'
import { get } from '../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../options/json.ts'

const RP_ID = 'perch.example'
const origin = `https://${RP_ID}`
const caller = callerAt(origin)
const LONG = process.env['KEYWARD_LONG'] === '1'

/** Registrations and assertions with verification required, and as many without. RSA keys take time. */
const ROUNDS = { '-7': 500, '-8': 500, '-257': LONG ? 250 : 10 } as const

async function registerAndSignIn(alg: number, requireUserVerification: boolean): Promise<unknown> {
  const userVerification = requireUserVerification ? 'required' : 'discouraged'
  const expected = { origin, rpId: RP_ID, requireUserVerification }
  const authenticator = testAuthenticator()
  const challenge = randomBytes(32).toString('base64url')
  const pubKeyCredParams = [{ type: 'public-key', alg }]
  const creation = creationJson({
    challenge,
    pubKeyCredParams,
    authenticatorSelection: { userVerification },
  })
  const made = await create(testClient, authenticator, {
    caller,
    options: creationOptionsFromJSON(creation),
  })
  const registered = await judgeRegistration(made, challenge, expected)

  const second = randomBytes(32).toString('base64url')
  const options = requestOptionsFromJSON(requestJson({ challenge: second, userVerification }))
  const got = await get(testClient, authenticator, { caller, options })
  const verified = await judgeAssertion(got, second, registered, expected)
  return [registered.userVerified, verified.userVerified, verified.counter]
}

describe('@simplewebauthn/server verifies', () => {
  for (const [alg, rounds] of Object.entries(ROUNDS)) {
    for (const required of [true, false]) {
      test(`${rounds} registrations and assertions of algorithm ${alg}, user verification ${required ? 'required' : 'not'}`, async () => {
        for (let round = 0; round < rounds; round += 1) {
          expect(await registerAndSignIn(Number(alg), required)).toEqual([required, required, 0])
        }
      })
    }
  }
})
