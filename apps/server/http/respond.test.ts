import { expect, test } from 'vitest'
import { testServer } from '../cases/server.ts'
import { signUp } from '../cases/workspace.ts'

/** Every kind of answer, by what is asked. */
async function answers(): Promise<ReadonlyMap<string, Response>> {
  const server = await testServer()
  const { device } = (await signUp(server)).owner
  const broken = await testServer({
    clock: () => {
      throw new Error('broken')
    },
  })
  const url = 'https://keyward.test/v1/changes/live'
  const live = await server.app.request('/v1/changes/live', {
    headers: {
      'Keyward-Protocol': '1',
      Authorization: `DPoP ${device.token}`,
      DPoP: await device.proof(device.keys, 'GET', url, device.token),
    },
  })
  await live.body?.cancel()
  return new Map([
    ['a value', await server.app.request('/v1/server')],
    ['its head', await server.app.request('/v1/server', { method: 'HEAD' })],
    ['a live stream', live],
    ['methods', await server.app.request('/v1/me', { method: 'OPTIONS' })],
    ['another method', await server.app.request('/v1/me', { method: 'PATCH' })],
    ['nothing', await server.app.request('/nowhere')],
    ['a refusal', await server.app.request('/v1/me', { headers: { 'Keyward-Protocol': '1' } })],
    ['a failure', await broken.app.request('/v1/server')],
  ])
}

test('answers of every kind are never shown, cached or given to other origins', async () => {
  const statuses: number[] = []
  for (const [kind, { status, headers }] of await answers()) {
    statuses.push(status)
    const header = (name: string): string | null => headers.get(name)
    expect(header('cache-control'), kind).toBe('no-store')
    expect(header('content-security-policy'), kind).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
    expect(header('x-content-type-options'), kind).toBe('nosniff')
    expect(header('x-frame-options'), kind).toBe('DENY')
    expect(header('referrer-policy'), kind).toBe('no-referrer')
    expect(header('access-control-allow-origin'), kind).toBeNull()
    expect(header('strict-transport-security'), kind).toBeNull()
    expect(header('keyward-request'), kind).toMatch(/^[\w-]{16}$/)
  }
  expect(statuses).toEqual([200, 200, 200, 204, 405, 404, 401, 500])
})

test('answers say what they are', async () => {
  const types = [...(await answers())].map(([kind, { headers }]) => [
    kind,
    headers.get('content-type'),
  ])
  expect(Object.fromEntries(types)).toMatchObject({
    'a value': 'application/json',
    'a live stream': 'application/x-ndjson',
    methods: null,
    'a refusal': 'application/json',
  })
})
