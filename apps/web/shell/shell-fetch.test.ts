import { ChannelError, type Params } from '@keyward/channel'
import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { fakeShell } from './cases/fake-shell.ts'
import { shellFetch } from './shell-fetch.ts'

const text = (body: string): string => encodeBase64url(encodeUtf8(body))

describe('fetch through the shell', () => {
  test('sends method, path with its query, headers and the text of the body', async () => {
    let sent: Params<'net.server'> | undefined
    const port = fakeShell({
      'net.server': (params) => {
        sent = params
        return { status: 200, headers: {} }
      },
    })
    await shellFetch(port)('http://localhost:8700/v1/changes?since=2&limit=9', {
      method: 'post',
      headers: { 'Content-Type': 'application/json', DPoP: 'proof' },
      body: '{"name":"Zoë"}',
    })
    expect(sent).toMatchObject({
      method: 'POST',
      path: '/v1/changes?since=2&limit=9',
      headers: { 'content-type': 'application/json', dpop: 'proof' },
    })
    expect(decodeUtf8(decodeBase64url(sent?.body ?? ''))).toBe('{"name":"Zoë"}')
  })

  test('gives a response with status, headers and body', async () => {
    const port = fakeShell({
      'net.server': () => ({
        status: 409,
        headers: { 'content-type': 'application/json' },
        body: text('{"code":"object_stale"}'),
      }),
    })
    const response = await shellFetch(port)('http://localhost:8700/v1/push')
    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toStrictEqual({ code: 'object_stale' })
  })

  test('an answer that has no body by its status gets none', async () => {
    const port = fakeShell({ 'net.server': () => ({ status: 204, headers: {}, body: text('x') }) })
    expect((await shellFetch(port)('http://localhost:8700/v1/x')).body).toBeNull()
  })

  test.each(['offline', 'timeout', 'closed', 'too_large'] as const)(
    'a shell that says %s is a network error, as fetch has it',
    async (code) => {
      const port = fakeShell({
        'net.server': () => {
          throw new ChannelError(code, 'No.')
        },
      })
      const failed = shellFetch(port)('http://localhost:8700/v1/server')
      await expect(failed).rejects.toBeInstanceOf(TypeError)
    },
  )

  test('ends with the reason of the signal, before and while it waits', async () => {
    const port = fakeShell({ 'net.server': () => new Promise(() => undefined) })
    const stop = new AbortController()
    const waiting = shellFetch(port)('http://localhost:8700/v1/x', { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const late = shellFetch(port)('http://localhost:8700/v1/x', { signal: stop.signal })
    await expect(late).rejects.toThrow('enough')
    expect(port.asked).toHaveLength(1)
  })

  test('refuses bodies that are no text, and methods that no shell sends', async () => {
    const fetch = shellFetch(fakeShell({}))
    const body = new Blob(['x'])
    await expect(fetch('http://localhost:8700/', { method: 'POST', body })).rejects.toThrow('text')
    await expect(fetch('http://localhost:8700/', { method: 'TRACE' })).rejects.toThrow('TRACE')
  })
})
