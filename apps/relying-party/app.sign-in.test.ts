import { describe, expect, test } from 'vitest'
import { json, password, testPerch } from './testing/client.ts'
import { getAssertion } from './testing/soft-authenticator.ts'

async function withPasskey(env: Record<string, string> = {}) {
  const perch = testPerch(env)
  const client = perch.client()
  await client.signUp('dana')
  const { passkey } = await client.addPasskey()
  await client.signOut()
  return { ...perch, client, passkey }
}

describe('signing in with a passkey', () => {
  test('without a username: the passkey tells who it is', async () => {
    const { client, passkey, store, clock } = await withPasskey()
    const { response } = await client.usePasskey(passkey)
    expect(response.status).toBe(200)
    expect((await json(response)).user?.username).toBe('dana')
    expect((await json(await client.get('/api/session'))).user?.username).toBe('dana')
    expect(store.passkeys.byId(passkey.id)?.lastUsedAt).toBe(clock.time)
  })

  test('with a username: its passkeys are asked for, and no user handle is needed', async () => {
    const { client, passkey } = await withPasskey()
    const options = await client.askGet({ username: 'Dana' })
    expect(options.allowCredentials).toEqual([
      { id: passkey.id, transports: ['internal', 'hybrid'], type: 'public-key' },
    ])
    const answer = getAssertion(passkey, options, { userHandle: undefined })
    expect((await client.post('/api/authentication/verify', answer)).status).toBe(200)
  })

  test('an unknown username, and one without passkeys, get a list that looks real and stays', async () => {
    const perch = testPerch()
    await perch.client().signUp('bare')
    for (const username of ['nobody', 'bare']) {
      const first = await perch.client().askGet({ username })
      const second = await perch.client().askGet({ username })
      expect(first.allowCredentials?.length).toBeGreaterThan(0)
      expect(first.allowCredentials).toEqual(second.allowCredentials)
      expect(Object.keys(first)).toEqual(Object.keys(second))
    }
    const lists = await Promise.all(
      ['a1', 'b2'].map(
        async (username) => (await perch.client().askGet({ username })).allowCredentials,
      ),
    )
    expect(lists[0]).not.toEqual(lists[1])
  })

  test('a passkey that was not asked for does not sign in, nor does a username without account', async () => {
    const { client, passkey } = await withPasskey()
    const { response } = await client.usePasskey(passkey, {}, { username: 'nobody' })
    expect(response.status).toBe(400)
    expect((await json(await client.get('/api/session'))).user).toBeNull()
    const { report } = await json(await client.get('/api/verified'))
    expect(report.refusal).toContain('allowed credentials')
  })

  test.each([
    ['a wrong origin', { origin: 'https://evil.test' }, /origin/],
    ['another RP ID', { rpId: 'localhost' }, /RP ID/],
    ['a missing user verification', { flags: 0x19 }, /verif/i],
    ['a missing user handle', { userHandle: undefined }, /user handle/],
    ['another user handle', { userHandle: 'AAAA' }, /user handle/],
    ['a changed backup eligibility', { flags: 0x05 }, /BE/],
    ['a frame of another site', { crossOrigin: true }, /frame/],
    ['the wrong ceremony', { type: 'webauthn.create' }, /type/],
  ])('%s is refused and the report says why', async (_name, deviations, reason) => {
    const { client, passkey } = await withPasskey()
    const { response } = await client.usePasskey(passkey, deviations)
    expect((await json(response)).error.code).toBe('verification_failed')
    expect((await json(await client.get('/api/session'))).user).toBeNull()
    const { report } = await json(await client.get('/api/verified'))
    expect(report).toMatchObject({ kind: 'sign-in', credentialId: passkey.id })
    expect(report.refusal).toMatch(reason)
  })

  test('a changed signature is refused', async () => {
    const { client, passkey } = await withPasskey()
    const answer = getAssertion(passkey, await client.askGet(), {})
    const other = getAssertion(passkey, await client.askGet(), {})
    answer.response['signature'] = other.response['signature']
    const response = await client.post('/api/authentication/verify', answer)
    expect((await json(response)).error.code).toBe('verification_failed')
  })

  test('a sign count that does not grow is refused and changes nothing', async () => {
    const { client, passkey, store } = await withPasskey()
    expect((await client.usePasskey(passkey, { signCount: 7 })).response.status).toBe(200)
    expect((await client.usePasskey(passkey, { signCount: 7 })).response.status).toBe(400)
    expect(store.passkeys.byId(passkey.id)?.signCount).toBe(7)
  })

  test('an answer works once', async () => {
    const { client, passkey } = await withPasskey()
    const { answer } = await client.usePasskey(passkey)
    await client.signOut()
    const response = await client.post('/api/authentication/verify', answer)
    expect((await json(response)).error.code).toBe('challenge_unknown')
    expect((await json(await client.get('/api/session'))).user).toBeNull()
  })

  test('a deleted passkey is unknown, and the answer says what to tell its manager', async () => {
    const { client, passkey, store } = await withPasskey()
    store.passkeys.remove(store.users.byUsername('dana')?.id ?? '', passkey.id)
    const answer = await json((await client.usePasskey(passkey)).response)
    expect(answer.error.code).toBe('unknown_passkey')
    expect(answer.unknownCredential).toEqual({ rpId: 'perch.localhost', credentialId: passkey.id })
  })

  test('each accepted origin signs in, and a name below the RP ID is told its own', async () => {
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')
    const env = {
      PERCH_RELATED_ORIGINS: 'https://perch.test',
      PERCH_ANDROID_FINGERPRINTS: fingerprint,
    }
    const { client, passkey } = await withPasskey(env)
    const hash = Buffer.alloc(32, 0xab).toString('base64url')
    const accepted = [
      'https://perch.localhost',
      'https://perch.test',
      'http://login.perch.localhost:4180',
      `android:apk-key-hash:${hash}`,
    ]
    for (const origin of accepted) {
      expect((await client.usePasskey(passkey, { origin })).response.status).toBe(200)
    }
    const below = await client.post(
      'http://login.perch.localhost:4180/api/authentication/options',
      {},
    )
    expect((await json(below)).origin).toBe('http://login.perch.localhost:4180')
  })

  test('signing in starts a new session and carries the report over', async () => {
    const { client, passkey } = await withPasskey()
    await client.askGet()
    const before = client.cookie()
    await client.usePasskey(passkey)
    expect(client.cookie()).not.toBe(before)
    const { report } = await json(await client.get('/api/verified'))
    expect(report).toMatchObject({ kind: 'sign-in', origin: 'http://perch.localhost:4180' })
    expect(report.refusal).toBeUndefined()
  })
})

describe('signing in with a password', () => {
  test('an unknown username and a wrong password get the same answer', async () => {
    const perch = testPerch()
    await perch.client().signUp('dana')
    const wrong = await perch.client().post('/api/sign-in', { username: 'dana', password: 'x' })
    const unknown = await perch.client().post('/api/sign-in', { username: 'nobody', password: 'x' })
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(wrong.status)
    expect(await unknown.text()).toBe(await wrong.text())
  })

  test('five failures close a username for a minute, for the right password too', async () => {
    const perch = testPerch()
    await perch.client().signUp('dana')
    const attempt = (tried: string) =>
      perch.client().post('/api/sign-in', { username: 'dana', password: tried })
    const codes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(attempt))
    expect(codes.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
    expect((await attempt(password)).status).toBe(429)
    perch.clock.time += 60_000
    expect((await attempt(password)).status).toBe(200)
  })
})
