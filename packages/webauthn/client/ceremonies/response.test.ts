import { inspect } from 'node:util'
import { creationJson, requestJson, testAuthenticator, testClient } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '../../authenticator/credential-source.ts'
import { parseClientData } from '../../data/client-data.ts'
import { create } from '../create.ts'
import { forPage } from '../for-page.ts'
import { get } from '../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../options/json.ts'
import { creationOptionsFromPage } from '../options/creation.ts'
import { RP_ID, caller } from './cases/perch.ts'

const BASE64URL = /^[A-Za-z0-9_-]+$/

async function both(): Promise<{
  made: Awaited<ReturnType<typeof create>>
  got: Awaited<ReturnType<typeof get>>
  source: CredentialSource
}> {
  const authenticator = testAuthenticator()
  const extensions = { credProps: true, prf: { eval: { first: 'AAAA', second: '' } } }
  const made = await create(testClient, authenticator, {
    caller,
    options: creationOptionsFromJSON(creationJson({ extensions })),
  })
  const options = requestOptionsFromJSON(requestJson({ extensions: { prf: extensions.prf } }))
  const got = await get(testClient, authenticator, { caller, options })
  const [source] = (await authenticator.store.list(RP_ID)) as [CredentialSource]
  return { made, got, source }
}

/** Of both responses, sorted. */
const CREDENTIAL_MEMBERS = [
  'authenticatorAttachment',
  'clientExtensionResults',
  'id',
  'rawId',
  'response',
  'type',
]

describe('responses', () => {
  test('auth-28 [C11] [C13]: RegistrationResponseJSON has the members of Level 3 and no others', async () => {
    const { made } = await both()
    expect(Object.keys(made).toSorted()).toEqual(CREDENTIAL_MEMBERS)
    expect(Object.keys(made.response).toSorted()).toEqual(
      [
        'clientDataJSON',
        'attestationObject',
        'authenticatorData',
        'publicKey',
        'publicKeyAlgorithm',
        'transports',
      ].toSorted(),
    )
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
  })

  test('[C11] [C13]: AuthenticationResponseJSON likewise', async () => {
    const { got } = await both()
    expect(Object.keys(got).toSorted()).toEqual(CREDENTIAL_MEMBERS)
    expect(Object.keys(got.response).toSorted()).toEqual(
      ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'].toSorted(),
    )
    expect(JSON.parse(JSON.stringify(got))).toEqual(got)
  })

  test('[C26] [C15]: every binary member is unpadded base64url of exactly its bytes', async () => {
    const { made, got } = await both()
    const { results } = made.clientExtensionResults.prf ?? {}
    const { transports, publicKeyAlgorithm, ...binaries } = made.response
    for (const text of [
      made.id,
      got.id,
      ...Object.values(binaries),
      ...Object.values(got.response),
      ...Object.values(results ?? {}),
    ]) {
      expect(text).toMatch(BASE64URL)
      expect(Buffer.from(text, 'base64url').toString('base64url')).toBe(text)
    }
    expect([made.id, got.id]).toEqual([made.rawId, got.rawId])
    expect([transports, publicKeyAlgorithm]).toEqual([['hybrid', 'internal'], -7])
  })

  test('[C30] transports and attachment', async () => {
    const { made, got } = await both()
    expect(made.response.transports).toEqual(['hybrid', 'internal'])
    expect([made.authenticatorAttachment, got.authenticatorAttachment]).toEqual([
      'platform',
      'platform',
    ])
  })

  for (const [alg, parameters] of [
    [-7, { name: 'ECDSA', namedCurve: 'P-256' }],
    [-8, { name: 'Ed25519' }],
    [-257, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ] as const) {
    test(`[C12] the public key of ${alg} is SPKI that WebCrypto imports, and its algorithm is told`, async () => {
      const options = creationOptionsFromJSON(
        creationJson({ pubKeyCredParams: [{ type: 'public-key', alg }] }),
      )
      const { response } = await create(testClient, testAuthenticator(), { caller, options })
      const spki = Buffer.from(response.publicKey, 'base64url')
      const key = await crypto.subtle.importKey('spki', spki, parameters, true, ['verify'])
      expect(key.type).toBe('public')
      expect(response.publicKeyAlgorithm).toBe(alg)
    })
  }

  test('[C39] no answer, error or print holds a secret', async () => {
    const { made, got, source } = await both()
    const pkcs8 = Buffer.from(source.privateKey?.exportPkcs8() ?? [])
    const scalar = pkcs8.subarray(36, 68)
    const seeds = Object.values(source.prfSeeds?.reveal() ?? {}).map((seed) => Buffer.from(seed))
    const refusal = await create(testClient, testAuthenticator({ declines: true }), {
      caller,
      options: creationOptionsFromJSON(creationJson()),
    }).catch((error: unknown) => error)
    const printed = [
      JSON.stringify([made, got, source, refusal]),
      inspect([made, got, source, refusal], { depth: null, showHidden: true }),
      String(source.privateKey),
      `${JSON.stringify(forPage(refusal))}`,
    ].join('\n')
    for (const secret of [scalar, ...seeds]) {
      expect(secret).toHaveLength(32)
      for (const text of [
        secret.toString('hex'),
        secret.toString('base64url'),
        secret.toString('base64'),
        [...secret].join(','),
      ]) {
        expect(printed.includes(text)).toBe(false)
      }
    }
  })

  test('[C16] challenges given as any view give the same client data', async () => {
    const bytes = Uint8Array.of(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
    const page = {
      rp: { name: 'P' },
      user: { id: Uint8Array.of(1), name: 'a', displayName: 'A' },
      pubKeyCredParams: [],
    }
    const inner = bytes.slice(2)
    for (const challenge of [
      inner,
      inner.buffer,
      bytes.subarray(2),
      new DataView(bytes.buffer, 2),
      new Uint16Array(bytes.buffer, 2),
    ]) {
      const options = creationOptionsFromPage({ ...page, challenge })
      const { response } = await create(testClient, testAuthenticator(), { caller, options })
      expect(parseClientData(Buffer.from(response.clientDataJSON, 'base64url')).challenge).toEqual(
        inner,
      )
    }
  })
})
