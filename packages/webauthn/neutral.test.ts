import { createPublicKey, generateKeyPairSync, randomFillSync, sign, verify } from 'node:crypto'
import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AuthenticationResponse, RegistrationResponse } from './client/response.ts'

/** What runs inside the empty engine: create and get over JSON, with random and RSA from outside. */
const ENTRY = `
import { localSigner, memoryStore } from '@keyward/webauthn/authenticator'
import { create, creationOptionsFromJSON, get, requestOptionsFromJSON } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { importPrivateKey } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'

export async function ceremony(alg, random, rsa) {
  const local = localSigner(nobleBackend(random))
  const outside = {
    algorithms: [-257],
    makeKey: () => importPrivateKey(rsa.pkcs8),
    sign: (source, data, hash) => rsa.sign(data, hash),
  }
  const gate = {
    canVerify: true,
    ask: (question, made) => ({
      outcome: 'consented',
      presence: made.confirmPresence(),
      verification: made.confirmVerification('biometric'),
      ...(question.kind === 'sign-in' ? { credential: question.candidates[0] } : {}),
    }),
  }
  const authenticator = { store: memoryStore(), gate, random, signer: alg === -257 ? outside : local }
  const caller = { kind: 'origin', origin: 'https://perch.example' }
  const client = { suffixes: publicSuffixes }
  const creation = creationOptionsFromJSON({
    rp: { name: 'Perch' },
    user: { id: 'AQ', name: 'ä', displayName: 'Ä' },
    challenge: 'AAAA',
    pubKeyCredParams: [{ type: 'public-key', alg }],
  })
  const made = await create(client, authenticator, { caller, options: creation })
  const options = requestOptionsFromJSON({ challenge: 'BBBB' })
  return JSON.stringify({ made, got: await get(client, authenticator, { caller, options }) })
}
`

const FORBIDDEN = [
  'crypto',
  'URL',
  'TextEncoder',
  'TextDecoder',
  'setTimeout',
  'queueMicrotask',
  'fetch',
  'process',
  'Buffer',
]

type Ceremony = (alg: number, random: unknown, rsa: unknown) => Promise<string>

describe('an empty engine', () => {
  const context = createContext({})
  let ceremony: Ceremony

  beforeAll(async () => {
    const bundle = await rolldown({
      input: 'entry',
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === 'entry' ? `${import.meta.dirname}/entry.js` : null),
          load: (id) => (id.endsWith('/entry.js') ? ENTRY : null),
        },
      ],
    })
    const { output } = await bundle.generate({ format: 'iife', name: 'keyward' })
    runInContext(output[0].code, context)
    ceremony = runInContext('keyward.ceremony', context) as Ceremony
  })

  test('it has nothing but the language', () => {
    for (const name of FORBIDDEN)
      expect(runInContext(`typeof ${name}`, context), name).toBe('undefined')
  })

  /** Bytes of the engine's own realm, as a native shell hands them in. */
  function inside(bytes: Uint8Array): unknown {
    return runInContext(`Uint8Array.from(${JSON.stringify([...bytes])})`, context)
  }

  for (const alg of [-7, -8, -257]) {
    test(`create and get with algorithm ${alg}${alg === -257 ? ' through the signer port' : ''}`, async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const rsa = {
        pkcs8: inside(privateKey.export({ format: 'der', type: 'pkcs8' })),
        sign: (data: Uint8Array, hash: Uint8Array) =>
          inside(sign('sha256', Buffer.concat([data, hash]), privateKey)),
      }
      const random = (length: number): unknown => inside(randomFillSync(new Uint8Array(length)))
      const { made, got } = JSON.parse(await ceremony(alg, random, rsa)) as {
        made: RegistrationResponse
        got: AuthenticationResponse
      }
      const spki = Buffer.from(made.response.publicKey, 'base64url')
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      const client = Buffer.from(got.response.clientDataJSON, 'base64url')
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', client))
      const signed = Buffer.concat([Buffer.from(got.response.authenticatorData, 'base64url'), hash])
      const signature = Buffer.from(got.response.signature, 'base64url')
      expect(verify(alg === -8 ? null : 'sha256', signed, key, signature)).toBe(true)
      expect(made.response.publicKeyAlgorithm).toBe(alg)
    })
  }
})
