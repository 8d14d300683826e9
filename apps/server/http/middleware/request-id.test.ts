import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Known } from '../context.ts'
import { respond } from '../respond.ts'
import { requestId } from './request-id.ts'

test('every answer has an id of the server’s own making, refusals too', async () => {
  let byte = 0
  const app = new Hono<Known>()
  app.use(requestId((length) => new Uint8Array(length).fill((byte += 1))))
  app.get('/', (c) => respond(c, c.get('requestId'), 200))
  app.get('/broken', () => {
    throw new Error('broken')
  })
  app.onError((_, c) => respond(c, '', 500))
  const answer = await app.request('/', { headers: { 'Keyward-Request': 'mine' } })
  expect(answer.headers.get('keyward-request')).toBe('AQEBAQEBAQEBAQEB')
  expect(await answer.text()).toBe('AQEBAQEBAQEBAQEB')
  const broken = await app.request('/broken')
  expect(broken.headers.get('keyward-request')).toBe('AgICAgICAgICAgIC')
})
