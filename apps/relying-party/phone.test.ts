import { describe, expect, test } from 'vitest'
import { simulatedCertificate } from './config.ts'
import { json, origin, password, testPerch } from './testing/client.ts'
import { createCredential, getAssertion } from './testing/soft-authenticator.ts'

const phone = 'http://phone.localhost:8702'
const env = { PERCH_SIMULATOR: phone }
const androidOrigin = `android:apk-key-hash:${Buffer.from(simulatedCertificate.replaceAll(':', ''), 'hex').toString('base64url')}`

/** The app on the phone: no cookie, and the token that it was last given. */
function phoneApp({ app }: ReturnType<typeof testPerch>) {
  let token: string | undefined
  return async (path: string, body?: unknown) => {
    const response = await app.request(origin + path, {
      headers: {
        'perch-client': 'app',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    token = response.headers.get('perch-session') ?? token
    return response
  }
}

describe('without a simulator', () => {
  test('Perch may be framed by nobody, has no app page, and gives no token', async () => {
    const perch = testPerch()
    const page = await perch.client().get('/')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(await page.text()).not.toContain('phone-browser.js')
    expect((await perch.client().get('/app?platform=ios')).status).toBe(404)
    const signedUp = await phoneApp(perch)('/api/sign-up', { username: 'dana', password })
    expect(signedUp.headers.get('perch-session')).toBeNull()
    expect(signedUp.headers.get('set-cookie')).toContain('SameSite=Lax')
    expect(perch.config.androidFingerprints).toEqual([])
  })

  test('a bearer token is not looked at', async () => {
    const perch = testPerch()
    const token = perch.store.sessions.start(
      perch.store.users.add('dana', 'hash', 1)?.id,
      1e15,
      perch.clock.time,
    )
    const headers = { 'perch-client': 'app', authorization: `Bearer ${token}` }
    expect(await json(await perch.client().get('/api/session', headers))).toEqual({ user: null })
  })
})

describe('on the simulated phone', () => {
  test('only the simulator may frame Perch, and its pages name it', async () => {
    const page = await testPerch(env).client().get('/sign-in')
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${phone}`)
    expect(page.headers.get('x-frame-options')).toBeNull()
    expect(await page.text()).toContain(`<meta name="perch-simulator" content="${phone}" />`)
  })

  test('the browser’s cookie asks for a jar of its own, in the frame of another site', async () => {
    const response = await testPerch(env).client().signUp('dana')
    const cookie = response.headers.get('set-cookie') ?? ''
    for (const part of ['SameSite=None', 'Secure', 'Partitioned', 'HttpOnly']) {
      expect(cookie).toContain(part)
    }
  })

  test.each([
    ['ios', 'https://perch.localhost'],
    ['android', androidOrigin],
  ])('the %s app adds a passkey and signs in with it, with a token alone', async (_, from) => {
    const call = phoneApp(testPerch(env))
    expect((await call('/api/sign-up', { username: 'dana', password })).status).toBe(201)
    const asked = await json<{ options: Parameters<typeof createCredential>[0] }>(
      await call('/api/registration/options', {}),
    )
    const { passkey, answer } = createCredential(asked.options, { origin: from })
    const added = await call('/api/registration/verify', answer)
    expect(added.status).toBe(201)
    expect(added.headers.get('set-cookie')).toBeNull()
    expect((await call('/api/sign-out', {})).status).toBe(200)
    expect(await json(await call('/api/session'))).toEqual({ user: null })
    const wanted = await json<{ options: Parameters<typeof getAssertion>[1] }>(
      await call('/api/authentication/options', {}),
    )
    const signedIn = getAssertion(passkey, wanted.options, { origin: from })
    expect((await call('/api/authentication/verify', signedIn)).status).toBe(200)
    expect((await json(await call('/api/session'))).user?.username).toBe('dana')
    expect((await json(await call('/api/verified'))).report.origin).toBe(from)
  })

  test('an Android app with another certificate is refused', async () => {
    const call = phoneApp(testPerch(env))
    await call('/api/sign-up', { username: 'dana', password })
    const asked = await json<{ options: Parameters<typeof createCredential>[0] }>(
      await call('/api/registration/options', {}),
    )
    const other = `android:apk-key-hash:${Buffer.alloc(32, 7).toString('base64url')}`
    const { answer } = createCredential(asked.options, { origin: other })
    expect((await call('/api/registration/verify', answer)).status).toBe(400)
  })

  test('assetlinks.json names the app’s package and its certificate on the phone', async () => {
    const links = await json<{ target: Record<string, unknown> }[]>(
      await testPerch(env).client().get('/.well-known/assetlinks.json'),
    )
    expect(links[0]?.target).toEqual({
      namespace: 'android_app',
      package_name: 'example.perch.app',
      sha256_cert_fingerprints: [simulatedCertificate],
    })
  })

  test('the app page is made for ios and android alone', async () => {
    const client = testPerch(env).client()
    for (const platform of ['ios', 'android']) {
      const page = await client.get(`/app?platform=${platform}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Add a passkey')
    }
    expect((await client.get('/app?platform=other')).status).toBe(400)
  })
})
