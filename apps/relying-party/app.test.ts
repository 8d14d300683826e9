import { describe, expect, test } from 'vitest'
import { json, origin, password, testPerch } from './testing/client.ts'

describe('requests from elsewhere', () => {
  test('a form of another site is refused, by Sec-Fetch-Site or by Origin', async () => {
    const { client: newClient, store } = testPerch()
    const client = newClient()
    await client.signUp('dana')
    const note = { text: 'hello' }
    const sites = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]
    const origins = [{ origin: 'https://evil.test' }, { origin: 'null' }]
    for (const headers of [...sites, ...origins]) {
      expect((await client.form('/notes', note, headers)).status).toBe(403)
    }
    expect(store.notes.latest(10)).toEqual([])
    expect((await client.form('/notes', note)).status).toBe(303)
    expect(store.notes.latest(10)).toHaveLength(1)
  })

  test('JSON of another site is refused too, and a program without these headers is served', async () => {
    const client = testPerch().client()
    const account = { username: 'dana', password }
    const refused = await client.post('/api/sign-up', account, { origin: 'https://evil.test' })
    expect((await json(refused)).error.code).toBe('cross_site')
    expect((await client.post('/api/sign-up', account)).status).toBe(201)
  })

  test('other host names are sent to Perch’s own origin, reading only', async () => {
    const client = testPerch().client()
    for (const host of ['127.0.0.1:4180', 'localhost:4180', 'perch.localhost.evil.test:4180']) {
      const read = await client.get(`http://${host}/sign-in?next=/verified`)
      expect(read.headers.get('location')).toBe(`${origin}/sign-in?next=/verified`)
      expect((await client.post(`http://${host}/api/sign-out`, {})).status).toBe(421)
    }
  })

  test('a body of more than 64 kB is refused', async () => {
    const client = testPerch().client()
    const response = await client.post('/api/sign-in', { username: 'x'.repeat(70_000), password })
    expect(response.status).toBe(413)
  })
})

describe('pages', () => {
  test('the policy allows nothing inline, and no page has any', async () => {
    const client = testPerch().client()
    await client.signUp('dana')
    await client.addPasskey()
    const paths = ['/', '/settings/login', '/settings/login/passkeys/new', '/verified', '/none']
    for (const path of paths) {
      const response = await client.get(path)
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(response.headers.get('cache-control')).toBe('no-store')
      const text = await response.text()
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/)
    }
  })

  test('what people write is shown as text', async () => {
    const client = testPerch().client()
    await client.signUp('dana')
    await client.form('/notes', { text: '<img src=x onerror=alert(1)>' })
    await client.form('/settings/login/name', { displayName: '"><b>Dana' })
    const text = await (await client.get('/')).text()
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toContain('<b>Dana')
  })

  test('somebody who is not signed in is sent to sign in, and back after it', async () => {
    const client = testPerch().client()
    await client.signUp('dana')
    await client.signOut()
    const sent = await client.get('/settings/login')
    expect(sent.headers.get('location')).toBe('/sign-in?next=%2Fsettings%2Flogin')
    const fields = { username: 'dana', password, next: '/settings/login' }
    const back = await client.form('/sign-in', fields)
    expect(back.headers.get('location')).toBe('/settings/login')
  })

  test.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])(
    'the way back never leads to %s',
    async (next) => {
      const client = testPerch().client()
      await client.signUp('dana')
      const response = await client.form('/sign-in', { username: 'dana', password, next })
      expect(response.headers.get('location')).toBe('/')
    },
  )

  test('the session cookie is for Perch alone and no script can read it', async () => {
    const response = await testPerch().client().signUp('dana')
    const cookie = response.headers.get('set-cookie')
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain/)
  })

  test('a refused form keeps what was typed, and never the password', async () => {
    const client = testPerch().client()
    await client.signUp('dana')
    await client.signOut()
    const taken = await client.form('/sign-up', { username: 'DANA', password })
    expect(taken.status).toBe(409)
    const text = await taken.text()
    expect(text).toContain('value="DANA"')
    expect(text).not.toContain(password)
  })
})

describe('managing passkeys', () => {
  test('rename and delete work on one’s own, and tell the browser what is left', async () => {
    const client = testPerch().client()
    await client.signUp('dana')
    const { passkey } = await client.addPasskey()
    const kept = await client.addPasskey()
    const path = `/settings/login/passkeys/${passkey.id}`
    await client.form(`${path}/name`, { name: 'Blue key' })
    expect(await (await client.get('/settings/login')).text()).toContain('Blue key')
    await client.form(`${path}/delete`, {})
    const text = await (await client.get('/settings/login')).text()
    expect(text).toContain(`&quot;allAcceptedCredentialIds&quot;:[&quot;${kept.passkey.id}&quot;]`)
    expect((await json(await client.get('/api/passkeys'))).passkeys).toHaveLength(1)
    expect(await (await client.get('/settings/login')).text()).not.toContain('data-signal')
  })

  test('another person’s passkey is not found', async () => {
    const perch = testPerch()
    const [dana, robin] = [perch.client(), perch.client()]
    await dana.signUp('dana')
    await robin.signUp('robin')
    const { passkey } = await dana.addPasskey()
    const path = `/settings/login/passkeys/${passkey.id}`
    expect((await robin.get(path)).status).toBe(404)
    expect((await robin.form(`${path}/name`, { name: 'mine' })).status).toBe(404)
    expect((await robin.form(`${path}/delete`, {})).status).toBe(404)
    expect(perch.store.passkeys.byId(passkey.id)?.name).toBe('Keyward')
  })

  test('a changed password ends the other sessions', async () => {
    const perch = testPerch()
    const [here, there] = [perch.client(), perch.client()]
    await here.signUp('dana')
    await there.post('/api/sign-in', { username: 'dana', password })
    const wrong = await here.form('/settings/login/password', { current: 'no', next: password })
    expect(wrong.status).toBe(401)
    const next = 'another good password'
    await here.form('/settings/login/password', { current: password, next })
    expect((await json(await here.get('/api/session'))).user?.username).toBe('dana')
    expect((await json(await there.get('/api/session'))).user).toBeNull()
    const again = await there.post('/api/sign-in', { username: 'dana', password: next })
    expect(again.status).toBe(200)
  })
})
