import { createHash } from 'node:crypto'
import { encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { KeyPair } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import { nodeBackend } from '@keyward/primitives/signature/node'
import {
  foreignCoseKey,
  sharedJson,
  testGate,
  W3C_ROWS,
  w3cInputs,
  w3cKeyPair,
  type W3cRow,
} from '@keyward/testkit'
import expected from '@keyward/testkit/w3c-expected.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { encodeAttestationObject } from '../data/attestation-object.ts'
import { encodeAuthenticatorData } from '../data/authenticator-data.ts'
import { encodeClientData } from '../data/client-data.ts'
import type { GestureFlags } from '../data/flags.ts'
import type { CredentialSource } from './credential-source.ts'
import { getAssertion } from './get-assertion.ts'
import { makeCredential } from './make-credential.ts'
import { memoryStore } from './memory-store.ts'
import type { Authenticator, Signer } from './ports.ts'
import { localSigner } from './local-signer.ts'

const RP_ID = 'example.org'
const ORIGIN = 'https://example.org'
const UV = 0x04
const BE = 0x08
const BS = 0x10

type Expected = Record<string, string | undefined>
const expectedRows = expected as Record<string, Expected>

/** Checks bytes against the digest that the project carries. */
function expectDigest(row: W3cRow, part: string, bytes: Uint8Array): void {
  expect(createHash('sha256').update(bytes).digest('hex'), part).toBe(
    expectedRows[row.label]?.[part],
  )
}

/** Client data as the vectors have them: some with a member that a client may add one day. */
function clientData(
  row: W3cRow,
  type: 'create' | 'get',
  challenge: Uint8Array,
  extra?: Uint8Array,
): Uint8Array {
  const own = Buffer.from(
    encodeClientData({
      type: `webauthn.${type}`,
      challenge,
      origin: ORIGIN,
      crossOrigin: row.crossOrigin === true,
      ...(row.topOrigin === undefined ? {} : { topOrigin: row.topOrigin }),
    }),
  ).toString('utf8')
  if (extra === undefined) return encodeUtf8(own)
  const text = Buffer.from(extra).toString('base64url')
  const member = `clientDataJSON may be extended with additional fields in the future, such as this: ${text}`
  return encodeUtf8(`${own.slice(0, -1)},"extraData":"${member}"}`)
}

function authenticatorFor(
  row: W3cRow,
  pair: KeyPair,
  flags: number,
  random: readonly Uint8Array[],
): Authenticator {
  const pool = [...random]
  const backend = row.key === 'RS256' ? nodeBackend() : nobleBackend(() => new Uint8Array())
  const signer: Signer = { ...localSigner(backend), makeKey: () => pair }
  return {
    store: memoryStore(),
    gate: testGate({ verification: 'pass', verifyUnasked: (flags & UV) !== 0 }),
    signer,
    random: (length) => pool.shift() ?? new Uint8Array(length),
    aaguid: w3cInputs(row).registration.aaguid,
    allowSelfAttestation: true,
    deviceBound: (flags & BE) === 0,
    backedUp: (flags & BS) !== 0,
  }
}

async function register(row: W3cRow, pair: KeyPair): Promise<CredentialSource> {
  const { registration } = w3cInputs(row)
  const client = clientData(row, 'create', registration.challenge, registration.extraData)
  expectDigest(row, 'createClientData', client)
  const authenticator = authenticatorFor(row, pair, registration.flags, [registration.credentialId])
  const { source, attestationObject } = await makeCredential(authenticator, {
    clientDataHash: sha256(client),
    rp: { id: RP_ID, name: 'Example' },
    user: { id: Uint8Array.of(1), name: 'name', displayName: 'Name' },
    requireUserVerification: false,
    algorithms: [pair.publicKey.algorithm],
    excludeCredentialIds: [],
    attestationFormats: [row.label.startsWith('packed-self') ? 'packed' : 'none'],
    extensions: {},
  })
  expectDigest(row, 'createAuthenticatorData', attestationObject.authenticatorData)
  if (expectedRows[row.label]?.['attestationObject'] !== undefined) {
    expectDigest(row, 'attestationObject', encodeAttestationObject(attestationObject))
  }
  return source
}

async function signIn(row: W3cRow, pair: KeyPair, source: CredentialSource): Promise<void> {
  const { authentication } = w3cInputs(row)
  const client = clientData(row, 'get', authentication.challenge, authentication.extraData)
  expectDigest(row, 'getClientData', client)
  const stored = {
    ...source,
    backupState: source.backupEligible && (authentication.flags & BS) !== 0,
  }
  const authenticator = {
    ...authenticatorFor(row, pair, authentication.flags, []),
    store: memoryStore([stored]),
  }
  const assertion = await getAssertion(authenticator, {
    rpId: RP_ID,
    clientDataHash: sha256(client),
    requireUserVerification: false,
    extensions: {},
  })
  expectDigest(row, 'getAuthenticatorData', assertion.authenticatorData)
  expectDigest(row, 'signature', assertion.signature)
}

describe('W3C test vectors (WebAuthn Level 3, section 17)', () => {
  const run = new Set<string>()

  for (const row of W3C_ROWS) {
    const { registration, authentication } = w3cInputs(row)
    const pair = w3cKeyPair(row.key, registration.privateKey)
    test(`${row.label}: ${pair === undefined ? 'authenticator data' : 'both ceremonies'} to the byte`, async () => {
      if (pair === undefined) {
        const head = { rpIdHash: sha256(encodeUtf8(RP_ID)), signCount: 0 }
        const backup = (flags: number): number => flags & (BE | ((flags & BE) === 0 ? 0 : BS))
        const attestedCredentialData = {
          aaguid: registration.aaguid,
          credentialId: registration.credentialId,
          credentialPublicKey: foreignCoseKey(row.key, registration.privateKey),
        }
        const createFlags = (1 |
          (registration.flags & UV) |
          backup(registration.flags)) as GestureFlags
        expectDigest(
          row,
          'createAuthenticatorData',
          encodeAuthenticatorData({ ...head, flags: createFlags, attestedCredentialData }),
        )
        const state =
          (registration.flags & BE) |
          ((registration.flags & BE) === 0 ? 0 : authentication.flags & BS)
        const getFlags = (1 | (authentication.flags & UV) | state) as GestureFlags
        expectDigest(
          row,
          'getAuthenticatorData',
          encodeAuthenticatorData({ ...head, flags: getFlags }),
        )
      } else {
        await signIn(row, pair, await register(row, pair))
      }
      run.add(row.label)
    })
  }

  test('all 15 credentials were run', () => {
    process.stdout.write(`W3C vector credentials run: ${run.size} of ${W3C_ROWS.length}\n`)
    expect(run.size).toBe(15)
  })

  test('the digests are those of the published vectors, where they are at hand', () => {
    const published = sharedJson('vectors/webauthn-l3.json') as
      | { credentials: { info: string; authentication: { values: Record<string, string> } }[] }
      | undefined
    const credentials = published?.credentials ?? []
    const digests = credentials.map(({ info, authentication: { values } }) => [
      info,
      createHash('sha256')
        .update(Buffer.from(values['signature'] ?? '', 'hex'))
        .digest('hex'),
    ])
    const carried = Object.entries(expectedRows).map(([label, row]) => [label, row['signature']])
    expect(digests).toEqual(published === undefined ? [] : carried)
  })
})
