import { describe, expect, test } from 'vitest'
import { json, testPerch } from './testing/client.ts'
import { createCredential, testAaguid, usualFlags } from './testing/soft-authenticator.ts'

async function signedUp() {
  const perch = testPerch()
  const client = perch.client()
  await client.signUp('dana')
  return { ...perch, client }
}

describe('adding a passkey', () => {
  test('a verified answer stores the passkey with its facts', async () => {
    const { client, store } = await signedUp()
    const { passkey, response } = await client.addPasskey()
    expect(response.status).toBe(201)
    expect((await json(response)).passkey).toEqual({ id: passkey.id, name: 'Keyward' })
    const stored = store.passkeys.byId(passkey.id)
    expect(stored).toMatchObject({
      aaguid: testAaguid,
      algorithm: -7,
      transports: ['internal', 'hybrid'],
      backupEligible: true,
      backedUp: true,
      lastUsedAt: undefined,
    })
  })

  test('options name the held passkeys for exclusion, and the same user handle each time', async () => {
    const { client } = await signedUp()
    const before = await client.askCreate()
    const { passkey } = await client.addPasskey()
    const after = await client.askCreate()
    expect(before.excludeCredentials).toEqual([])
    expect(after.excludeCredentials?.map(({ id }) => id)).toEqual([passkey.id])
    expect(after.user.id).toBe(before.user.id)
    expect(Buffer.from(after.user.id, 'base64url')).toHaveLength(32)
  })

  test('names of passkeys from one provider are numbered', async () => {
    const { client } = await signedUp()
    await client.addPasskey()
    const { response } = await client.addPasskey()
    expect((await json(response)).passkey.name).toBe('Keyward 2')
  })

  test.each([
    ['a wrong origin', { origin: 'http://evil.test:4180' }, /origin/],
    ['a look-alike origin', { origin: 'http://notperch.localhost:4180' }, /origin/],
    ['another port', { origin: 'http://perch.localhost:9999' }, /origin/],
    ['another RP ID', { rpId: 'evil.test' }, /RP ID/],
    ['a missing user verification', { flags: 0x19 }, /verif/i],
    ['a missing user presence', { flags: 0x1c }, /present/i],
    ['a backup state without eligibility', { flags: 0x15 }, /backed up/],
    ['a frame of another site', { crossOrigin: true }, /frame/],
    ['the wrong ceremony', { type: 'webauthn.get' }, /type/],
  ])(
    '%s is refused, stores nothing, and the report says why',
    async (_name, deviations, reason) => {
      const { client, store } = await signedUp()
      const { passkey, response } = await client.addPasskey(deviations)
      expect(response.status).toBe(400)
      expect((await json(response)).error.code).toBe('verification_failed')
      expect(store.passkeys.byId(passkey.id)).toBeUndefined()
      const { report } = await json(await client.get('/api/verified'))
      expect(report.refusal).toMatch(reason)
    },
  )

  test('an algorithm that was not offered is refused', async () => {
    const { client, store } = await signedUp()
    const options = await client.askCreate({ settings: { algorithms: [-8] } })
    expect(options.pubKeyCredParams).toEqual([{ alg: -8, type: 'public-key' }])
    const { passkey, answer } = createCredential(options)
    expect((await client.post('/api/registration/verify', answer)).status).toBe(400)
    expect(store.passkeys.byId(passkey.id)).toBeUndefined()
  })

  test('without required user verification, an unverified answer is stored and reported so', async () => {
    const { client } = await signedUp()
    const options = await client.askCreate({ settings: { userVerification: 'preferred' } })
    const { answer } = createCredential(options, { flags: usualFlags & ~0x04 })
    expect((await client.post('/api/registration/verify', answer)).status).toBe(201)
    const { report } = await json(await client.get('/api/verified'))
    expect(report.flags).toEqual({ UP: true, UV: false, BE: true, BS: true, AT: true, ED: false })
  })

  test('a challenge works once, also when the first answer was refused', async () => {
    const { client } = await signedUp()
    const options = await client.askCreate()
    const bad = createCredential(options, { origin: 'http://evil.test' })
    await client.post('/api/registration/verify', bad.answer)
    const good = createCredential(options)
    const response = await client.post('/api/registration/verify', good.answer)
    expect((await json(response)).error.code).toBe('challenge_unknown')
  })

  test('a challenge expires after five minutes', async () => {
    const { client, clock } = await signedUp()
    const options = await client.askCreate()
    clock.time += 5 * 60_000
    const { answer } = createCredential(options)
    const response = await client.post('/api/registration/verify', answer)
    expect((await json(response)).error.code).toBe('challenge_unknown')
  })

  test('a challenge of another session, or of a sign-in, is not accepted', async () => {
    const perch = testPerch()
    const [dana, robin] = [perch.client(), perch.client()]
    await dana.signUp('dana')
    await robin.signUp('robin')
    const foreign = createCredential(await robin.askCreate())
    const { challenge } = await dana.askGet()
    const mixed = createCredential(await dana.askCreate(), { challenge })
    for (const { answer } of [foreign, mixed]) {
      const response = await dana.post('/api/registration/verify', answer)
      expect((await json(response)).error.code).toBe('challenge_unknown')
    }
  })

  test('a credential ID that another user registered is refused', async () => {
    const perch = testPerch()
    const [dana, robin] = [perch.client(), perch.client()]
    await dana.signUp('dana')
    await robin.signUp('robin')
    const { passkey } = await dana.addPasskey()
    const stored = perch.store.passkeys.byId(passkey.id)
    const { response } = await robin.addPasskey({ id: passkey.id })
    expect((await json(response)).error.code).toBe('already_registered')
    expect(perch.store.passkeys.byId(passkey.id)).toEqual(stored)
  })

  test('nobody adds a passkey without being signed in', async () => {
    const client = testPerch().client()
    const response = await client.post('/api/registration/options', {})
    expect(response.status).toBe(401)
    expect((await json(response)).error.code).toBe('not_signed_in')
  })

  test('the outputs of prf are reported as present and kept nowhere', async () => {
    const { client } = await signedUp()
    const options = await client.askCreate({ settings: { prf: true } })
    expect(options.extensions).toMatchObject({ prf: { eval: { first: expect.any(String) } } })
    const { answer } = createCredential(options)
    answer.clientExtensionResults = { prf: { enabled: true, results: { first: 'c2VjcmV0' } } }
    await client.post('/api/registration/verify', answer)
    const text = await (await client.get('/api/verified')).text()
    expect(text).toContain('"enabled":true')
    expect(text).not.toContain('c2VjcmV0')
  })

  test.each([
    [{}, 'response'],
    [{ response: {} }, 'id'],
    [{ id: 'a', rawId: 'a', type: 'public-key', response: {} }, 'clientDataJSON'],
  ])('a malformed answer %j is refused by name', async (answer, member) => {
    const { client } = await signedUp()
    const response = await client.post('/api/registration/verify', answer)
    expect(response.status).toBe(400)
    expect((await json(response)).error.message).toContain(member)
  })
})
