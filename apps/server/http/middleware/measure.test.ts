import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Known } from '../context.ts'
import { measure } from './measure.ts'

test('a request is logged and counted by its route, without address, query, headers or body', async () => {
  const logged: object[] = []
  const counted: unknown[] = []
  let now = 1000
  const app = new Hono<Known>()
  app.use(
    measure({
      clock: () => now,
      log: {
        info: (about) => logged.push(about),
        warn: () => undefined,
        error: () => undefined,
      },
      metrics: {
        request: (...counts) => counted.push(counts),
        refusal: () => undefined,
      },
    }),
  )
  app.post('/v1/me', (c) => {
    c.set('route', 'getMe')
    now += 250
    return c.json({}, 403)
  })
  await app.request('/v1/me?secret=1', {
    method: 'POST',
    headers: { Authorization: 'DPoP secret' },
    body: 'secret',
  })
  await app.request('/secret/path')
  expect(counted).toEqual([
    ['getMe', 403, 0.25],
    ['unknown', 404, 0],
  ])
  expect(logged[0]).toMatchObject({ route: 'getMe', status: 403, milliseconds: 250 })
  expect(JSON.stringify(logged)).not.toContain('secret')
})
