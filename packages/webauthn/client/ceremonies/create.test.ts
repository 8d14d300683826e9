import { randomBytes } from 'node:crypto'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { judgeRegistration, requestJson, testAuthenticator, testClient } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { localSigner } from '../../authenticator/local-signer.ts'
import { memoryStore } from '../../authenticator/memory-store.ts'
import { parseAttestationObject } from '../../data/attestation-object.ts'
import { parseAuthenticatorData } from '../../data/authenticator-data.ts'
import { WebAuthnError } from '../../error.ts'
import { get } from '../get.ts'
import { requestOptionsFromJSON } from '../options/json.ts'
import { RP_ID, bytesOf, caller, register } from './cases/perch.ts'

describe('create', () => {
  test('auth-01 [C36]: fmt none, an empty statement, 148 bytes of authenticator data', async () => {
    const { response } = await register(testAuthenticator())
    const { format, statement, authenticatorData } = parseAttestationObject(
      bytesOf(response.attestationObject),
    )
    expect([format, statement.size, authenticatorData.length]).toEqual([
      'none',
      0,
      37 + 16 + 2 + 16 + 77,
    ])
    expect(
      response.attestationObject.startsWith(
        Buffer.from('a363666d74646e6f6e65', 'hex').toString('base64url').slice(0, 12),
      ),
    ).toBe(true)
  })

  test('auth-02: flags 0x59 without verification', async () => {
    const { response } = await register(testAuthenticator({ verification: 'unavailable' }))
    expect(bytesOf(response.authenticatorData)[32]).toBe(0x59)
  })

  test('auth-05 [C28]: device-bound passkeys have neither BE nor BS', async () => {
    const authenticator = testAuthenticator({}, { deviceBound: true })
    const { response } = await register(authenticator)
    expect(bytesOf(response.authenticatorData)[32]).toBe(0x45)
    const options = requestOptionsFromJSON(requestJson())
    const got = await get(testClient, authenticator, { caller, options })
    expect(bytesOf(got.response.authenticatorData)[32]).toBe(0x05)
  })

  test('[C28] a passkey that waits for its backup has BE and not BS; BS never comes alone', async () => {
    const { response } = await register(testAuthenticator({}, { backedUp: false }))
    expect((bytesOf(response.authenticatorData)[32] as number) & 0x18).toBe(0x08)
    const bound = await register(testAuthenticator({}, { backedUp: true, deviceBound: true }))
    expect((bytesOf(bound.response.authenticatorData)[32] as number) & 0x18).toBe(0)
  })

  test('[C20] the first algorithm of the RP that we have; none is a NotSupportedError and stores nothing', async () => {
    const offers = [
      [[-8, -7], -8],
      [[-257, -7], -257],
      [[-35, -7, -8], -7],
    ] as const
    for (const [algorithms, expected] of offers) {
      const pubKeyCredParams = algorithms.map((alg) => ({ type: 'public-key', alg }))
      const { response } = await register(testAuthenticator(), { pubKeyCredParams })
      expect(response.publicKeyAlgorithm).toBe(expected)
    }
  })

  for (const [id, params] of [
    ['opt-13', [{ type: 'public-key', alg: 42 }]],
    ['opt-13 (zero)', [{ type: 'public-key', alg: 0 }]],
    [
      'opt-14',
      [
        { type: 'public-key', alg: -9001 },
        { type: 'not-supported', alg: -7 },
      ],
    ],
  ] as const) {
    test(`${id}: no usable algorithm is a NotSupportedError, nobody is asked`, async () => {
      const authenticator = testAuthenticator()
      await expect(register(authenticator, { pubKeyCredParams: params })).rejects.toMatchObject({
        name: 'NotSupportedError',
      })
      expect(authenticator.gate.asked).toEqual([])
      expect(await authenticator.store.list(RP_ID)).toEqual([])
    })
  }

  test('[C23] opt-25 opt-26: whatever residentKey says, the passkey is discoverable and rk is true', async () => {
    const selections = [
      {},
      { residentKey: 'discouraged' },
      { residentKey: 'preferred' },
      { residentKey: 'required' },
      { requireResidentKey: false },
      { requireResidentKey: true },
    ]
    for (const authenticatorSelection of selections) {
      const authenticator = testAuthenticator()
      const made = await register(authenticator, {
        authenticatorSelection,
        extensions: { credProps: true },
      })
      expect(made.clientExtensionResults).toEqual({ credProps: { rk: true } })
      const allow = [{ type: 'public-key', id: made.id }]
      for (const allowCredentials of [[], allow]) {
        const options = requestOptionsFromJSON(requestJson({ allowCredentials }))
        expect((await get(testClient, authenticator, { caller, options })).id).toBe(made.id)
      }
    }
  })

  test('[C29] the one AAGUID, also with attestation none', async () => {
    const { response } = await register(testAuthenticator(), { attestation: 'none' })
    const { attestedCredentialData } = parseAuthenticatorData(bytesOf(response.authenticatorData))
    expect(Buffer.from(attestedCredentialData?.aaguid ?? []).toString('hex')).toBe(
      'aee0af84d947437f8b99c8d16725d774',
    )
  })

  test('[C27] the counter of a new passkey is zero', async () => {
    const { response } = await register(testAuthenticator())
    expect(parseAuthenticatorData(bytesOf(response.authenticatorData)).signCount).toBe(0)
  })

  for (const attestation of ['none', 'indirect', 'direct', 'enterprise', '', 'invalidvalue']) {
    test(`[C37] opt-22: attestation "${attestation}" succeeds with fmt none`, async () => {
      const { response } = await register(testAuthenticator(), { attestation })
      const { format, statement } = parseAttestationObject(bytesOf(response.attestationObject))
      expect([format, statement.size]).toEqual(['none', 0])
    })
  }

  test('[C37] packed self-attestation where it is asked for and allowed, and nowhere else', async () => {
    const allowed = testAuthenticator({}, { allowSelfAttestation: true })
    const expected = { origin: `https://${RP_ID}`, rpId: RP_ID, requireUserVerification: true }
    for (const alg of [-7, -8, -257]) {
      const challenge = randomBytes(32).toString('base64url')
      const pubKeyCredParams = [{ type: 'public-key', alg }]
      const made = await register(allowed, { attestation: 'direct', challenge, pubKeyCredParams })
      expect((await judgeRegistration(made, challenge, expected)).format).toBe('packed')
    }
    const asksFor = async (changes: Record<string, unknown>): Promise<string> =>
      parseAttestationObject(bytesOf((await register(allowed, changes)).response.attestationObject))
        .format
    expect(await asksFor({ attestation: 'none' })).toBe('none')
    expect(await asksFor({ attestation: 'direct', attestationFormats: ['none', 'packed'] })).toBe(
      'none',
    )
    expect(await asksFor({ attestation: 'direct', attestationFormats: ['tpm', 'packed'] })).toBe(
      'packed',
    )
    expect(await asksFor({ attestation: 'direct', attestationFormats: ['tpm'] })).toBe('none')
  })

  test('credProtect is an authenticator output, and protects', async () => {
    const authenticator = testAuthenticator()
    const made = await register(authenticator, {
      extensions: {
        credentialProtectionPolicy: 'userVerificationRequired',
        enforceCredentialProtectionPolicy: true,
      },
    })
    const { extensions } = parseAuthenticatorData(bytesOf(made.response.authenticatorData))
    expect([...(extensions ?? [])]).toEqual([['credProtect', 3]])
    const unverified = testAuthenticator(
      { verification: 'unavailable' },
      { store: authenticator.store },
    )
    const options = requestOptionsFromJSON(requestJson())
    await expect(get(testClient, unverified, { caller, options })).rejects.toMatchObject({
      rule: 'ceremony.no-credential',
    })
    expect((await get(testClient, authenticator, { caller, options })).id).toBe(made.id)
  })

  test('credProtect with an ID list: named without verification, not found without being named', async () => {
    const authenticator = testAuthenticator()
    const made = await register(authenticator, {
      extensions: { credentialProtectionPolicy: 'userVerificationOptionalWithCredentialIDList' },
    })
    const unverified = testAuthenticator(
      { verification: 'unavailable' },
      { store: authenticator.store },
    )
    const named = requestOptionsFromJSON(
      requestJson({ allowCredentials: [{ type: 'public-key', id: made.id }] }),
    )
    expect((await get(testClient, unverified, { caller, options: named })).id).toBe(made.id)
    const unnamed = requestOptionsFromJSON(requestJson())
    await expect(get(testClient, unverified, { caller, options: unnamed })).rejects.toBeInstanceOf(
      WebAuthnError,
    )
  })

  test('auth-22 [C93]: a passkey that could not be saved is not answered', async () => {
    const store = { ...memoryStore(), add: () => Promise.reject(new Error('disk full')) }
    await expect(register(testAuthenticator({}, { store }))).rejects.toMatchObject({
      name: 'NotAllowedError',
      rule: 'ceremony.not-saved',
    })
  })

  test('a signature that fails leaves no passkey behind', async () => {
    const signer = {
      ...localSigner(nodeBackend()),
      sign: () => Promise.reject(new Error('no signer')),
    }
    const authenticator = testAuthenticator({}, { signer, allowSelfAttestation: true })
    await expect(register(authenticator, { attestation: 'direct' })).rejects.toMatchObject({
      rule: 'ceremony.signing-failed',
    })
    expect(await authenticator.store.list(RP_ID)).toEqual([])
  })
})
