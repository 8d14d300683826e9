import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Receiver, receiver } from './cases/receiver.ts'
import { isPublicAddressOf, makeSendWebhook } from './send.ts'

let target: Receiver
beforeEach(async () => {
  target = await receiver()
})
afterEach(() => target.close())

const URL = 'https://hooks.acme.example/keyward?team=1'

describe('a message', () => {
  test('is posted with its headers, and nothing that tells more', async () => {
    const sent = await target.send(URL, { 'webhook-id': 'msg_1' }, '{"a":1}')
    expect(sent).toEqual({ isDelivered: true, status: '204' })
    const [{ method, url, headers, body }] = target.received as [(typeof target.received)[number]]
    expect({ method, url, body }).toEqual({
      method: 'POST',
      url: '/keyward?team=1',
      body: '{"a":1}',
    })
    expect(Object.keys(headers).toSorted()).toEqual([
      'connection',
      'content-length',
      'host',
      'user-agent',
      'webhook-id',
    ])
  })

  test.each([200, 202, 299])('was taken with status %i', async (status) => {
    target.status = status
    expect((await target.send(URL, {}, '{}')).isDelivered).toBe(true)
  })

  test.each([301, 308, 400, 410, 500])('was not taken with status %i', async (status) => {
    target.status = status
    expect(await target.send(URL, {}, '{}')).toEqual({ isDelivered: false, status: `${status}` })
    expect(target.received).toHaveLength(1)
  })

  test('that nobody takes ends when the server stops', async () => {
    target.status = 'hang'
    const stopping = new AbortController()
    const sending = target.send(URL, {}, '{}', stopping.signal)
    while (target.received.length === 0) await new Promise((done) => setTimeout(done, 5))
    stopping.abort()
    expect(await sending).toEqual({ isDelivered: false, status: 'stopped' })
  })

  test('does not reach a name that leads into this network', async () => {
    const send = makeSendWebhook({ lookup: undefined as never })
    expect((await send('https://localhost.localdomain/', {}, '{}')).isDelivered).toBe(false)
    expect(target.received).toEqual([])
  })
})

test('no address of this machine or network is one to send to', async () => {
  const refused = [
    'http://hooks.acme.example/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.1/',
    'https://localhost/',
    'https://db.internal/',
    'https://hooks.acme.example:8443/',
    'https://me:secret@hooks.acme.example/',
    'file:///etc/passwd',
    'nothing',
  ]
  expect(refused.filter(isPublicAddressOf)).toEqual([])
  for (const url of refused)
    expect(await target.send(url, {}, '{}')).toEqual({ isDelivered: false, status: 'address' })
  expect(target.received).toEqual([])
  expect(isPublicAddressOf(URL)).toBe(true)
})
