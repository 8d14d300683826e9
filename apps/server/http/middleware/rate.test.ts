import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { Buckets } from '../../auth/buckets.ts'
import { answerRefusal, refusalOf } from '../answer.ts'
import type { Known } from '../context.ts'
import { rate } from './rate.ts'

test('who has no session is counted by network, and told how long to wait', async () => {
  const buckets = new Buckets(() => 0, { open: { size: 1, every: 5000 } })
  let address = '192.0.2.1'
  const app = new Hono<Known>()
  app.get(
    '/open',
    rate(buckets, () => address, 'open'),
    (c) => c.json({}),
  )
  app.get(
    '/member',
    rate(buckets, () => address, 'member'),
    (c) => c.json({}),
  )
  app.onError((error, c) => answerRefusal(c, refusalOf(error)))
  const status = async (path: string): Promise<number> => (await app.request(path)).status
  expect([await status('/open'), await status('/open')]).toEqual([200, 429])
  expect((await app.request('/open')).headers.get('retry-after')).toBe('5')
  expect(await status('/member')).toBe(200)
  address = '192.0.2.2'
  expect(await status('/open')).toBe(200)
})
