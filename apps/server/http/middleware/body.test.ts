import { LIMITS } from '@keyward/protocol'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { answerRefusal, refusalOf } from '../answer.ts'
import type { Known } from '../context.ts'
import { body } from './body.ts'

const app = new Hono<Known>()
const request = z.any()
app.post('/open', body({ auth: 'open', request }), (c) => c.json({ length: c.get('raw').length }))
app.post('/none', body({ auth: 'open', request: null }), (c) =>
  c.json({ length: c.get('raw').length }),
)
app.post('/member', body({ auth: 'member', request }), (c) =>
  c.json({ length: c.get('raw').length }),
)
app.onError((error, c) => answerRefusal(c, refusalOf(error)))

/** A body in pieces, whose length nobody announces; it tells how much of it was taken. */
function pieces(count: number, size: number) {
  const state = { taken: 0 }
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (state.taken === count) return controller.close()
      state.taken += 1
      controller.enqueue(new Uint8Array(size))
    },
  })
  return { state, init: { method: 'POST', body: stream, duplex: 'half' } as RequestInit }
}

const ask = async (path: string, init: RequestInit): Promise<unknown> =>
  (await app.request(path, init)).json()

test('a body is read up to the limit of who asks', async () => {
  const whole = pieces(1, LIMITS.openBody)
  expect(await ask('/open', whole.init)).toEqual({ length: LIMITS.openBody })
  const more = pieces(2, LIMITS.openBody)
  expect(await ask('/open', more.init)).toMatchObject({ code: 'too_large' })
  const member = pieces(2, LIMITS.openBody)
  expect(await ask('/member', member.init)).toEqual({ length: 2 * LIMITS.openBody })
})

test('no more of a body is read than is needed to refuse it', async () => {
  const endless = pieces(1_000_000, 65_536)
  expect(await ask('/open', endless.init)).toMatchObject({ code: 'too_large' })
  expect(endless.state.taken).toBeLessThan(30)
})

test('a body that is announced as too large is not read', async () => {
  const { state, init } = pieces(5, 10)
  const headers = { 'Content-Length': String(LIMITS.openBody + 1) }
  expect(await ask('/open', { ...init, headers })).toMatchObject({ code: 'too_large' })
  expect(state.taken).toBeLessThan(2)
})

test('a body that breaks off is refused', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('gone'))
    },
  })
  const init = { method: 'POST', body: broken, duplex: 'half' } as RequestInit
  expect(await ask('/open', init)).toMatchObject({ code: 'bad_request' })
})

test('no body is read where none is taken', async () => {
  expect(await ask('/none', { method: 'POST', body: 'something' })).toEqual({ length: 0 })
})
