import { client, ready, server } from '@serenity-kit/opaque'
import { beforeAll, describe, expect, test } from 'vitest'
import { LIGHT } from '../cases/keys.ts'
import { makeOpaque, type Opaque } from './opaque.ts'

let opaque: Opaque
let record: string

function register(user: string, password: string): string {
  const started = client.startRegistration({ password })
  return client.finishRegistration({
    password,
    clientRegistrationState: started.clientRegistrationState,
    registrationResponse: opaque.register(user, started.registrationRequest),
    keyStretching: LIGHT,
  }).registrationRecord
}

function signIn(user: string, password: string, kept: string | undefined): boolean {
  const started = client.startLogin({ password })
  const answer = opaque.start(user, kept, started.startLoginRequest)
  const finished = client.finishLogin({
    password,
    clientLoginState: started.clientLoginState,
    loginResponse: answer.response,
    keyStretching: LIGHT,
  })
  return finished !== undefined && opaque.isProven(answer.state, finished.finishLoginRequest)
}

beforeAll(async () => {
  await ready
  opaque = await makeOpaque(server.createSetup())
  record = register('olga', 'right')
})

describe('signing in by passphrase', () => {
  test('takes the right one of the right user', () => {
    expect(signIn('olga', 'right', record)).toBe(true)
    expect(signIn('olga', 'wrong', record)).toBe(false)
    expect(signIn('otto', 'right', record)).toBe(false)
    expect(signIn('olga', 'right', undefined)).toBe(false)
  })

  test('answers unknown users in the same form as known ones', () => {
    const { startLoginRequest } = client.startLogin({ password: 'right' })
    const known = opaque.start('olga', record, startLoginRequest)
    const unknown = opaque.start('nobody', undefined, startLoginRequest)
    expect(unknown.response).toHaveLength(known.response.length)
    expect(unknown.response).not.toBe(known.response)
  })

  test('gives unknown users the same answer each time they ask, but for what is fresh', () => {
    // OPRF and masked envelope come first; nonce, key share and MAC are fresh in any answer.
    const { startLoginRequest } = client.startLogin({ password: 'right' })
    const oprf = (user: string): string =>
      opaque.start(user, undefined, startLoginRequest).response.slice(0, 42)
    expect(oprf('nobody')).toBe(oprf('nobody'))
    expect(oprf('nobody')).not.toBe(oprf('somebody'))
  })

  test('refuses a finish that is none', () => {
    const { startLoginRequest } = client.startLogin({ password: 'right' })
    const { state } = opaque.start('olga', record, startLoginRequest)
    for (const finish of ['', 'AAAA', 'A'.repeat(86), '!'])
      expect(opaque.isProven(state, finish)).toBe(false)
  })

  test('refuses requests that are none, in words of its own', () => {
    for (const request of ['', 'AAAA', '!', 'A'.repeat(128)]) {
      expect(() => opaque.register('olga', request)).toThrow('The request is malformed.')
      expect(() => opaque.start('olga', record, request)).toThrow('The request is malformed.')
    }
  })

  test('knows a record from other bytes', () => {
    expect(opaque.isRecord(record)).toBe(true)
    for (const other of ['', 'AAAA', record.slice(1), '!'])
      expect(opaque.isRecord(other)).toBe(false)
  })

  test('does not begin with a setup that is none', async () => {
    await expect(makeOpaque('AAAA')).rejects.toBeDefined()
  })
})
