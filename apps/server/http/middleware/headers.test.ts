import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { headers } from './headers.ts'

test('answers are never shown, cached or given to other origins', async () => {
  const app = new Hono()
  app.use(headers())
  app.get('/', (c) => c.json({}))
  const answer = await app.request('/', { headers: { Origin: 'https://evil.test' } })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  )
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
