import { decodeBase64url, decodeHex, encodeBase64url, encodeHex, encodeUtf8 } from '@keyward/codec'
import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import { ristretto255 } from '@noble/curves/ed25519.js'
import * as opaque from '@serenity-kit/opaque'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  blindPassword,
  finalizeRegistration,
  generateKe1,
  generateKe3,
  type Identities,
} from '../cases/opaque/client.ts'
import { createRegistrationResponse, generateKe2, isFinished } from '../cases/opaque/server.ts'
import {
  deriveDiffieHellmanKeyPair,
  expand,
  extract,
  hkdf,
  type Stretch,
} from '../cases/opaque/suite.ts'
import { seededRandom } from '../cases/seeded-random.ts'
import { nodeArgon2id } from './argon2/node.ts'
import { finishLogin, finishRegistration, startLogin, startRegistration } from './passphrase.ts'

interface Vector {
  readonly source: string
  readonly context: string
  readonly isFake: boolean
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
}

const file = new URL('../vectors/opaque-rfc9807.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }

/** The vectors' key stretching function. */
const identity: Stretch = (output) => Promise.resolve(output)

/** What the library does with the cost that Keyward names: an all-zero salt and 64 bytes. */
const argon2id: Stretch = (password) =>
  nodeArgon2id({ password, salt: new Uint8Array(16), ...ARGON2ID_COST, length: 64 })

function reader(values: Readonly<Record<string, string>>): (name: string) => Uint8Array {
  return (name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The vector has no ${name}.`)
    return decodeHex(value)
  }
}

function identitiesOf({ inputs }: Vector): Identities {
  const at = reader(inputs)
  return {
    ...(inputs['client_identity'] === undefined ? {} : { client: at('client_identity') }),
    ...(inputs['server_identity'] === undefined ? {} : { server: at('server_identity') }),
  }
}

function setupOf(at: (name: string) => Uint8Array): Parameters<typeof generateKe2>[0] {
  return {
    oprfSeed: at('oprf_seed'),
    keys: { secretKey: at('server_private_key'), publicKey: at('server_public_key') },
  }
}

describe('the second OPAQUE reproduces RFC 9807 appendix C', () => {
  test('there are two real vectors and a fake one for ristretto255', () => {
    expect(vectors.map((vector) => vector.isFake)).toEqual([false, false, true])
  })

  for (const vector of vectors.filter((one) => !one.isFake)) {
    test(`${vector.source}: registration and sign-in, every message and key`, async () => {
      const at = reader(vector.inputs)
      const setup = setupOf(at)
      const common = {
        password: at('password'),
        stretch: identity,
        identities: identitiesOf(vector),
        context: decodeHex(vector.context),
      }
      const request = blindPassword(common.password, at('blind_registration'))
      const credentialIdentifier = at('credential_identifier')
      const response = createRegistrationResponse(setup, credentialIdentifier, request)
      const registered = await finalizeRegistration(
        { ...common, blind: at('blind_registration'), envelopeNonce: at('envelope_nonce') },
        response,
      )
      const blind = at('blind_login')
      const keyshareSeed = at('client_keyshare_seed')
      const ke1 = generateKe1(common.password, blind, at('client_nonce'), keyshareSeed)
      const { ke2, expectedKe3, sessionKey } = generateKe2(setup, {
        ...common,
        record: registered.record,
        credentialIdentifier,
        ke1,
        maskingNonce: at('masking_nonce'),
        nonce: at('server_nonce'),
        keyshareSeed: at('server_keyshare_seed'),
      })
      const finished = await generateKe3({ ...common, blind, keyshareSeed, ke1 }, ke2)
      expect({
        registration_request: encodeHex(request),
        registration_response: encodeHex(response),
        registration_upload: encodeHex(registered.record),
        KE1: encodeHex(ke1),
        KE2: encodeHex(ke2),
        KE3: encodeHex(finished?.ke3 ?? new Uint8Array()),
        export_key: encodeHex(finished?.exportKey ?? new Uint8Array()),
        session_key: encodeHex(finished?.sessionKey ?? new Uint8Array()),
      }).toEqual(vector.outputs)
      expect(encodeHex(registered.exportKey)).toBe(vector.outputs['export_key'])
      expect(encodeHex(sessionKey)).toBe(vector.outputs['session_key'])
      expect(isFinished(expectedKe3, finished?.ke3 ?? new Uint8Array())).toBe(true)
    })
  }

  for (const vector of vectors.filter((one) => one.isFake)) {
    test(`${vector.source}: the answer for an unknown member`, () => {
      const at = reader(vector.inputs)
      const envelope = '00'.repeat(96)
      const record = decodeHex(
        `${vector.inputs['client_public_key']}${vector.inputs['masking_key']}${envelope}`,
      )
      const { ke2 } = generateKe2(setupOf(at), {
        record,
        credentialIdentifier: at('credential_identifier'),
        ke1: at('KE1'),
        maskingNonce: at('masking_nonce'),
        nonce: at('server_nonce'),
        keyshareSeed: at('server_keyshare_seed'),
        context: decodeHex(vector.context),
        identities: identitiesOf(vector),
      })
      expect(encodeHex(ke2)).toBe(vector.outputs['KE2'])
    })
  }

  test('its HKDF is the one of Node.js', () => {
    const ikm = seededRandom('ikm')(64)
    const info = encodeUtf8('info')
    expect(encodeHex(expand(extract(ikm), info, 200))).toBe(encodeHex(hkdf(ikm, info, 200)))
  })
})

describe('the second OPAQUE talks to the library', () => {
  const random = seededRandom('opaque')
  const text = (bytes: Uint8Array): string => encodeBase64url(bytes)
  const scalar = (): Uint8Array => {
    const { Fn } = ristretto255.Point
    return Fn.toBytes(Fn.create(BigInt(`0x${encodeHex(random(31))}`)))
  }

  beforeAll(() => opaque.ready)

  test('as the server: the library’s client registers, signs in, and is refused a wrong passphrase', async () => {
    const setup = { oprfSeed: random(64), keys: deriveDiffieHellmanKeyPair(random(32)) }
    const credentialIdentifier = encodeUtf8('member')
    const started = await startRegistration('tröstliche Eulen')
    const response = createRegistrationResponse(
      setup,
      credentialIdentifier,
      decodeBase64url(started.request),
    )
    const registered = await finishRegistration(started.attempt, text(response))
    expect(registered.serverKey).toBe(text(setup.keys.publicKey))
    const answer = (request: string): ReturnType<typeof generateKe2> =>
      generateKe2(setup, {
        record: decodeBase64url(registered.record),
        credentialIdentifier,
        ke1: decodeBase64url(request),
        maskingNonce: random(32),
        nonce: random(32),
        keyshareSeed: random(32),
        context: new Uint8Array(),
      })

    // The same passphrase in decomposed Unicode.
    const login = await startLogin('tröstliche Eulen'.normalize('NFD'))
    const server = answer(login.request)
    const finished = await finishLogin(login.attempt, text(server.ke2), registered.serverKey)
    expect(isFinished(server.expectedKe3, decodeBase64url(finished.finish))).toBe(true)
    expect(encodeHex(finished.sessionKey.exportBytes())).toBe(encodeHex(server.sessionKey))
    expect(encodeHex(finished.secret.exportBytes())).toBe(
      encodeHex(registered.secret.exportBytes()),
    )

    const wrong = await startLogin('tröstliche Raben')
    await expect(finishLogin(wrong.attempt, text(answer(wrong.request).ke2))).rejects.toMatchObject(
      {
        rule: 'opaque.wrong-passphrase',
      },
    )
  })

  test('as the client: the library’s server registers it and accepts its sign-in', async () => {
    const serverSetup = opaque.server.createSetup()
    const userIdentifier = 'member'
    const password = encodeUtf8('tröstliche Eulen')
    const blind = scalar()
    const { registrationResponse } = opaque.server.createRegistrationResponse({
      serverSetup,
      userIdentifier,
      registrationRequest: text(blindPassword(password, blind)),
    })
    const registered = await finalizeRegistration(
      { password, blind, stretch: argon2id, envelopeNonce: random(32) },
      decodeBase64url(registrationResponse),
    )
    const keyshareSeed = random(32)
    const loginBlind = scalar()
    const ke1 = generateKe1(password, loginBlind, random(32), keyshareSeed)
    const { serverLoginState, loginResponse } = opaque.server.startLogin({
      serverSetup,
      registrationRecord: text(registered.record),
      startLoginRequest: text(ke1),
      userIdentifier,
    })
    const finished = await generateKe3(
      {
        password,
        blind: loginBlind,
        stretch: argon2id,
        keyshareSeed,
        ke1,
        context: new Uint8Array(),
      },
      decodeBase64url(loginResponse),
    )
    const { sessionKey } = opaque.server.finishLogin({
      serverLoginState,
      finishLoginRequest: text(finished?.ke3 ?? new Uint8Array()),
    })
    expect(sessionKey).toBe(text(finished?.sessionKey ?? new Uint8Array()))
    expect(encodeHex(finished?.exportKey ?? new Uint8Array())).toBe(encodeHex(registered.exportKey))
  })
})
