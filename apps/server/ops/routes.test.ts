import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import type { MetricsAccess } from '../config/files.ts'
import { SecretText } from '../config/secret-text.ts'
import { makeMetrics } from './metrics.ts'
import { remoteAddress } from './remote-address.ts'
import { type OpsDeps, opsRoutes } from './routes.ts'

const TOKEN = new SecretText('metrics token', '0123456789abcdef')

function incoming(address: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress: address }, headers } as unknown as IncomingMessage
}

interface Question {
  readonly path: string
  readonly deps?: Partial<OpsDeps>
  readonly from?: IncomingMessage
  readonly method?: string
}

async function ask({ path, deps = {}, from = incoming('::1'), method = 'GET' }: Question) {
  const app = opsRoutes({
    store: { isReady: async () => true },
    metrics: makeMetrics(),
    access: null,
    isStopping: () => false,
    ...deps,
  })
  const env = { incoming: from } as unknown as HttpBindings
  const response = await app.fetch(new Request(`http://localhost${path}`, { method }), env)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('/healthz and /readyz', () => {
  test('are well while the store answers', async () => {
    expect(await ask({ path: '/healthz' })).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await ask({ path: '/readyz' })).toMatchObject({ status: 200, text: 'ok\n' })
    const { status, text, headers } = await ask({ path: '/readyz', method: 'HEAD' })
    expect([status, text, headers.get('cache-control')]).toEqual([200, '', 'no-store'])
  })

  test.each([
    ['answers no', async () => false],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('a store that %s is not ready, though the process lives', async (_what, isReady) => {
    const deps = { store: { isReady } }
    expect(await ask({ path: '/readyz', deps })).toMatchObject({ status: 503 })
    expect(await ask({ path: '/healthz', deps })).toMatchObject({ status: 200 })
  })

  test('a server that stops is not ready', async () => {
    const deps = { isStopping: () => true }
    expect(await ask({ path: '/readyz', deps })).toMatchObject({ status: 503, text: 'stopping\n' })
  })
})

describe('/metrics', () => {
  const bearer = (token: string) => incoming('192.0.2.9', { authorization: `Bearer ${token}` })
  const here = { host: 'localhost:8700' }

  test.each<[string, MetricsAccess, IncomingMessage, number]>([
    ['nobody when off', null, incoming('127.0.0.1', here), 404],
    ['this machine', 'loopback', incoming('127.0.0.1', here), 200],
    ['this machine by IPv6', 'loopback', incoming('::1', { host: '[::1]:8700' }), 200],
    ['this machine by a mapped address', 'loopback', incoming('::ffff:127.0.0.1', here), 200],
    ['no other machine', 'loopback', incoming('192.0.2.9', here), 404],
    ['no proxy', 'loopback', incoming('127.0.0.1', { ...here, 'x-forwarded-for': '::1' }), 404],
    ['no page by a name of its own', 'loopback', incoming('::1', { host: 'evil.example' }), 404],
    ['nobody without a host', 'loopback', incoming('::1'), 404],
    ['who has the token', TOKEN, bearer('0123456789abcdef'), 200],
    ['nobody with another token', TOKEN, bearer('0123456789abcdeg'), 404],
    ['nobody without a token', TOKEN, incoming('127.0.0.1', here), 404],
  ])('are for %s', async (_who, access, from, status) => {
    const answer = await ask({ path: '/metrics', deps: { access }, from })
    expect(answer.status).toBe(status)
    expect(answer.text.includes('process_cpu_seconds_total')).toBe(status === 200)
  })

  test('tell of requests, refusals, store calls, revisions and streams', async () => {
    const metrics = makeMetrics()
    metrics.request('push', 200, 0.02)
    metrics.refusal('rate_limited')
    metrics.storeCall('accounts.write', 'done', 0.004)
    metrics.revision()
    metrics.stream(1)
    const deps = { metrics, access: TOKEN }
    const { text, headers } = await ask({ path: '/metrics', deps, from: bearer(TOKEN.reveal()) })
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toContain('keyward_http_request_seconds_count{route="push",status="200"} 1')
    expect(text).toContain('keyward_refusals_total{code="rate_limited"} 1')
    expect(text).toContain('keyward_store_seconds_count{call="accounts.write",outcome="done"} 1')
    expect(text).toContain('keyward_revisions_total 1')
    expect(text).toContain('keyward_live_streams 1')
  })
})

describe('the address of whoever asks', () => {
  const forwarded = (text: string) => incoming('::ffff:10.0.0.1', { 'x-forwarded-for': text })

  test.each([
    ['the connection', incoming('192.0.2.1'), false, '192.0.2.1'],
    ['the connection, as IPv4', forwarded('1.1.1.1'), false, '10.0.0.1'],
    ['the last that the proxy names', forwarded('6.6.6.6, 1.1.1.1'), true, '1.1.1.1'],
    ['an IPv6 address', forwarded('2001:db8::1'), true, '2001:db8::1'],
    ['the proxy, when it names none', incoming('10.0.0.1'), true, '10.0.0.1'],
    ['the proxy, when it names no address', forwarded('unknown'), true, '10.0.0.1'],
  ])('is %s', (_what, from, trustProxy, address) => {
    expect(remoteAddress(from, trustProxy)).toBe(address)
  })
})
