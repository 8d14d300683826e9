import { Refusal } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { testServer } from '../cases/server.ts'
import { signUp } from '../cases/workspace.ts'
import { StoreError } from '../store/store.ts'

const HEADERS = { 'Keyward-Protocol': '1' }

describe('the server', () => {
  test('says what it is, without a version of the protocol being named', async () => {
    const { app } = await testServer({ settings: { signUp: 'setup-code' } })
    const answer = await app.request('/v1/server')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      software: 'keyward',
      signUp: 'setup-code',
      origin: 'https://keyward.test',
      protocol: { oldest: 1, newest: 1 },
      workspaceId: null,
    })
  })

  test('names its workspace while it has exactly one', async () => {
    const server = await testServer()
    const named = async (): Promise<unknown> => {
      const { workspaceId } = (await (await server.app.request('/v1/server')).json()) as {
        workspaceId: unknown
      }
      return workspaceId
    }
    const { workspaceId } = await signUp(server)
    expect(await named()).toBe(workspaceId)
    await signUp(server, 'Otto')
    expect(await named()).toBeNull()
  })

  test.each(['/', '/v1', '/v1/', '/v1/me/', '/v2/me', '/V1/me', '/v1/me/methods', '/v1/%ff'])(
    'knows nothing at %s',
    async (path) => {
      const { app } = await testServer()
      const answer = await app.request(path, { headers: HEADERS })
      expect(answer.status).toBe(404)
      expect(Refusal.parse(await answer.json()).code).toBe('not_found')
    },
  )

  test('says which methods an address takes', async () => {
    const { app } = await testServer()
    const wrong = await app.request('/v1/sessions', { method: 'PATCH', headers: HEADERS })
    expect(wrong.status).toBe(405)
    expect(Refusal.parse(await wrong.json()).code).toBe('method_not_allowed')
    expect(wrong.headers.get('allow')).toBe('GET, OPTIONS')
    const options = await app.request('/v1/me', { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    expect(options.headers.get('allow')).toBe('GET, OPTIONS')
    expect(options.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('answers HEAD as GET where nobody signs in, and not elsewhere', async () => {
    const { app } = await testServer()
    const open = await app.request('/v1/server', { method: 'HEAD' })
    expect([open.status, await open.text()]).toEqual([200, ''])
    for (const path of ['/v1/me', '/v1/changes/live']) {
      const closed = await app.request(path, { method: 'HEAD', headers: HEADERS })
      expect(closed.status).toBe(405)
    }
  })

  test('takes only ids in its addresses', async () => {
    const { app } = await testServer()
    const answer = await app.request('/v1/invitations/..%2f..%2f/view', { headers: HEADERS })
    expect(await answer.json()).toMatchObject({ code: 'bad_request', path: 'invitationId' })
  })

  test('asks with 401 for the proofs that it takes', async () => {
    const { app } = await testServer()
    const answer = await app.request('/v1/me', { headers: HEADERS })
    expect(answer.headers.get('www-authenticate')).toBe('DPoP algs="ES256"')
  })

  test('says nothing of what went wrong inside, and logs it without what was sent', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const broken = async (): Promise<never> => {
      throw new TypeError('something inside')
    }
    const members = { ...server.store.members, get: broken }
    const other = await testServer({ store: { ...server.store, members } })
    const device = owner.device.at(other)
    const { status, body } = await device.ask('getMe')
    expect(status).toBe(500)
    expect(body).toEqual({
      code: 'internal',
      message: 'The server failed. Nothing was acknowledged.',
    })
    const logged = other.logged.join('\n')
    expect(logged).toContain('something inside')
    expect(logged).not.toContain(owner.device.token)
  })

  test('hands on what the store refuses', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const full = async (): Promise<never> => {
      throw new StoreError('storage_full', 'The disk has no space left.')
    }
    const members = { ...server.store.members, putAnchor: full }
    const other = await testServer({ store: { ...server.store, members } })
    const device = owner.device.at(other)
    const { status, body } = await device.ask('putAnchor', { body: { anchor: 'AAAA' } })
    expect([status, body.code]).toEqual([507, 'storage_full'])
  })

  test('logs and counts requests without tokens, proofs or bodies', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    await owner.device.must('putAnchor', { body: { anchor: 'SEALEDSEALED' } })
    const logged = server.logged.join('\n')
    expect(logged).toContain('putAnchor')
    expect(logged).not.toContain(owner.device.token)
    expect(logged).not.toContain('SEALED')
    expect(logged).not.toContain(owner.address)
  })
})
