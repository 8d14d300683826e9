import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { answerRefusal, refusalOf } from '../answer.ts'
import type { Known } from '../context.ts'
import { protocol } from './protocol.ts'

const app = new Hono<Known>()
app.get('/needed', protocol(false), (c) => c.json({ code: 'ok' }))
app.get('/optional', protocol(true), (c) => c.json({ code: 'ok' }))
app.onError((error, c) => answerRefusal(c, refusalOf(error)))

test.each([
  ['/needed', '1', 'ok'],
  ['/needed', undefined, 'bad_request'],
  ['/needed', '', 'bad_request'],
  ['/needed', '1.0', 'bad_request'],
  ['/needed', '01', 'bad_request'],
  ['/needed', '-1', 'bad_request'],
  ['/needed', '0', 'bad_request'],
  ['/needed', '2', 'upgrade_server'],
  ['/needed', '999999', 'upgrade_server'],
  ['/optional', undefined, 'ok'],
  ['/optional', '1', 'ok'],
  ['/optional', '2', 'upgrade_server'],
])('%s with version %s is %s', async (path, version, code) => {
  const headers = version === undefined ? {} : { 'Keyward-Protocol': version }
  const answer = await app.request(path, { headers })
  expect(await answer.json()).toMatchObject({ code })
})
