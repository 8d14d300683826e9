import { createHash, verify, createPublicKey } from 'node:crypto'
import {
  callerAt,
  creationJson,
  requestJson,
  testAuthenticator,
  testClient,
} from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../authenticator/memory-store.ts'
import type { Authenticator } from '../../authenticator/ports.ts'
import { androidOrigin } from '../android.ts'
import type { Caller, Embedding } from '../caller.ts'
import { create } from '../create.ts'
import { forPage } from '../for-page.ts'
import { get } from '../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../options/json.ts'
import type { RegistrationResponse } from '../response.ts'

const RP_ID = 'perch.example'
const origin = `https://${RP_ID}`

function register(
  caller: Caller,
  changes: Record<string, unknown> = {},
  authenticator: Authenticator = testAuthenticator(),
): Promise<RegistrationResponse> {
  return create(testClient, authenticator, {
    caller,
    options: creationOptionsFromJSON(creationJson(changes)),
  })
}

function clientDataOf({
  response,
}: {
  response: { clientDataJSON: string }
}): Record<string, unknown> {
  return JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')) as Record<
    string,
    unknown
  >
}

function framed(embedding: Partial<Embedding>): Caller {
  return {
    kind: 'origin',
    origin,
    embedding: { allowedByPolicy: true, userActivation: true, ...embedding },
  }
}

describe('callers', () => {
  test('a page of the same origin', async () => {
    const data = clientDataOf(await register(callerAt(origin)))
    expect(data).toMatchObject({ type: 'webauthn.create', origin, crossOrigin: false })
    expect('topOrigin' in data).toBe(false)
  })

  test('a frame of another origin is told with its page', async () => {
    const data = clientDataOf(await register(framed({ topOrigin: 'https://page.example' })))
    expect(data).toMatchObject({ origin, crossOrigin: true, topOrigin: 'https://page.example' })
  })

  test('opt-01: a frame that no policy allows is a NotAllowedError, at create and at get', async () => {
    const refused = framed({ allowedByPolicy: false })
    await expect(register(refused)).rejects.toMatchObject({
      name: 'NotAllowedError',
      rule: 'caller.permissions-policy',
    })
    const options = requestOptionsFromJSON(requestJson())
    await expect(
      get(testClient, testAuthenticator(), { caller: refused, options }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
  })

  test('a frame can create only after a click, and sign in without one', async () => {
    const authenticator = testAuthenticator()
    await register(callerAt(origin), {}, authenticator)
    const idle = framed({ userActivation: false })
    await expect(register(idle)).rejects.toMatchObject({ rule: 'caller.cross-origin' })
    const options = requestOptionsFromJSON(requestJson())
    expect(
      clientDataOf(await get(testClient, authenticator, { caller: idle, options })),
    ).toMatchObject({ crossOrigin: true })
  })

  test('an Android app by the hash of its certificate, with the RP ID named', async () => {
    const app = callerAt(androidOrigin(new Uint8Array(32).fill(7)))
    const data = clientDataOf(await register(app, { rp: { id: RP_ID, name: 'Perch' } }))
    expect(data['origin']).toBe('android:apk-key-hash:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc')
    await expect(register(app)).rejects.toMatchObject({ name: 'SecurityError' })
  })

  test('a platform with a ready hash: signed over as it is, with a placeholder in the answer', async () => {
    const clientDataHash = createHash('sha256').update('the real client data').digest()
    const platform: Caller = { kind: 'platform', clientDataHash }
    const authenticator = testAuthenticator()
    const made = await register(platform, { rp: { id: RP_ID, name: 'Perch' } }, authenticator)
    const options = requestOptionsFromJSON(requestJson({ rpId: RP_ID }))
    const got = await get(testClient, authenticator, { caller: platform, options })
    expect([clientDataOf(made), clientDataOf(got)]).toEqual([{}, {}])
    const key = createPublicKey({
      key: Buffer.from(made.response.publicKey, 'base64url'),
      format: 'der',
      type: 'spki',
    })
    const signed = Buffer.concat([
      Buffer.from(got.response.authenticatorData, 'base64url'),
      clientDataHash,
    ])
    expect(verify('sha256', signed, key, Buffer.from(got.response.signature, 'base64url'))).toBe(
      true,
    )
  })

  test('a platform without an RP ID or with a hash of a wrong length is refused', async () => {
    await expect(
      register({ kind: 'platform', clientDataHash: new Uint8Array(32) }),
    ).rejects.toMatchObject({
      rule: 'origin.no-rp-id',
    })
    const short: Caller = { kind: 'platform', clientDataHash: new Uint8Array(31) }
    await expect(register(short, { rp: { id: RP_ID, name: 'P' } })).rejects.toMatchObject({
      name: 'TypeError',
    })
  })

  test('[C9] [C10] another RP ID without related origins is a SecurityError, nobody is asked', async () => {
    const authenticator = testAuthenticator()
    await expect(
      register(
        callerAt('https://a.example.com'),
        { rp: { id: 'b.example.com', name: 'B' } },
        authenticator,
      ),
    ).rejects.toMatchObject({ name: 'SecurityError' })
    expect(authenticator.gate.asked).toEqual([])
  })

  test('[C9] a related origin signs in with the RP ID of the list', async () => {
    const requests: unknown[] = []
    const client = {
      ...testClient,
      fetchWellKnown: (request: unknown) => {
        requests.push(request)
        const body = JSON.stringify({ origins: ['https://perch-mail.example'] })
        return Promise.resolve({
          status: 200,
          contentType: 'application/json; charset=utf-8',
          body,
        })
      },
    }
    const options = creationOptionsFromJSON(creationJson({ rp: { id: RP_ID, name: 'Perch' } }))
    const made = await create(client, testAuthenticator(), {
      caller: callerAt('https://perch-mail.example'),
      options,
    })
    expect(clientDataOf(made)['origin']).toBe('https://perch-mail.example')
    expect(requests).toHaveLength(1)
  })
})

describe('the end of a ceremony', () => {
  test('opt-28: a signal that is already aborted is an AbortError with its reason', async () => {
    const signal = AbortSignal.abort('changed my mind')
    const options = creationOptionsFromJSON(creationJson())
    const authenticator = testAuthenticator()
    const refused = create(testClient, authenticator, { caller: callerAt(origin), options, signal })
    await expect(refused).rejects.toMatchObject({ name: 'AbortError', cause: 'changed my mind' })
    const request = {
      caller: callerAt(origin),
      options: requestOptionsFromJSON(requestJson()),
      signal,
    }
    await expect(get(testClient, authenticator, request)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(authenticator.gate.asked).toEqual([])
  })

  test('aborted while the person is asked: an AbortError at once, and a late yes stores nothing', async () => {
    const controller = new AbortController()
    let answer = (): void => undefined
    const late = new Promise<void>((resolve) => (answer = resolve))
    const inner = testAuthenticator()
    const gate = {
      canVerify: true,
      ask: async (...question: Parameters<typeof inner.gate.ask>) => {
        await late
        return inner.gate.ask(...question)
      },
    }
    const options = creationOptionsFromJSON(creationJson())
    const { signal } = controller
    const pending = create(
      testClient,
      { ...inner, gate },
      { caller: callerAt(origin), options, signal },
    )
    controller.abort()
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
    answer()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await inner.store.list(RP_ID)).toEqual([])
  })

  test('opt-29: an unknown error inside is a NotAllowedError that leaks nothing', async () => {
    const store = {
      ...memoryStore(),
      list: () => Promise.reject(new Error('row 17 of the secret table')),
    }
    const authenticator = testAuthenticator({}, { store })
    const refusals = [
      register(callerAt(origin), {}, authenticator),
      get(testClient, authenticator, {
        caller: callerAt(origin),
        options: requestOptionsFromJSON(requestJson()),
      }),
    ]
    for (const refusal of refusals) {
      const error: unknown = await refusal.catch((thrown: unknown) => thrown)
      expect(forPage(error)).toEqual({
        name: 'NotAllowedError',
        message: expect.not.stringContaining('secret') as string,
      })
      expect((error as Error).message).not.toContain('secret')
    }
  })

  test('silent mediation and conditional creation are refused', async () => {
    const request = {
      caller: callerAt(origin),
      options: requestOptionsFromJSON(requestJson()),
      mediation: 'silent' as const,
    }
    await expect(get(testClient, testAuthenticator(), request)).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
    const options = creationOptionsFromJSON(creationJson())
    const conditional = { caller: callerAt(origin), options, mediation: 'conditional' as const }
    await expect(create(testClient, testAuthenticator(), conditional)).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
  })

  test('a security key that is asked for is not Keyward', async () => {
    const authenticatorSelection = { authenticatorAttachment: 'cross-platform' }
    await expect(register(callerAt(origin), { authenticatorSelection })).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
  })
})
