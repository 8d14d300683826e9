import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { keyward } from './cases/keyward.ts'
import { creation, ruleOf } from './cases/requests.ts'
import { temporaryFolder } from './cases/temporary-folder.ts'
import { fetchWellKnownWith } from './related-origins.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** Node's own fetch, with every https host played by a server on this machine. */
async function fetchFrom(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const wellKnown = fetchWellKnownWith((url, init) => {
    const { href, pathname } = new URL(String(url))
    asked.push({ url: href, init })
    return fetch(`http://127.0.0.1:${port}${pathname}`, init)
  })
  const get = () =>
    wellKnown({
      url: 'https://perch.example/.well-known/webauthn',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      maxBytes: 1000,
    })
  return { get, asked }
}

const redirectTo =
  (location: string): RequestListener =>
  (request, response) => {
    if (request.url === '/there') response.end('{}')
    else response.writeHead(302, { location }).end()
  }

describe('[C9] fetching the related origins', () => {
  test('gives status, content type and body', async () => {
    const { get } = await fetchFrom((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' }).end('{"é":1}')
    })
    expect(await get()).toEqual({
      status: 404,
      contentType: 'application/json; charset=utf-8',
      body: '{"é":1}',
    })
  })

  test('sends neither credentials nor a referrer, and limits the time', async () => {
    const seen: (string | undefined)[] = []
    const { get, asked } = await fetchFrom(({ headers }, response) => {
      seen.push(headers.cookie, headers.authorization, headers.referer)
      response.end('{}')
    })
    await get()
    expect(seen).toEqual([undefined, undefined, undefined])
    expect(asked[0]?.init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
    expect(asked[0]?.init?.signal).toBeInstanceOf(AbortSignal)
  })

  test('follows a redirect to https, also a relative one', async () => {
    for (const location of ['https://www.perch.example/there', '/there']) {
      const { get, asked } = await fetchFrom(redirectTo(location))
      expect(await get()).toMatchObject({ status: 200, body: '{}' })
      expect(asked.map(({ url }) => new URL(url).protocol)).toEqual(['https:', 'https:'])
    }
  })

  test('does not follow a redirect to http', async () => {
    const { get, asked } = await fetchFrom(redirectTo('http://perch.example/there'))
    await expect(get()).rejects.toThrow('https')
    expect(asked).toHaveLength(1)
  })

  test('gives up on redirects without end', async () => {
    const { get, asked } = await fetchFrom(redirectTo('/again'))
    await expect(get()).rejects.toThrow('redirects')
    expect(asked).toHaveLength(6)
  })

  test('takes a body of the limit, and refuses a longer one', async () => {
    const whole = await fetchFrom((_, response) => void response.end('x'.repeat(1000)))
    expect((await whole.get()).body).toHaveLength(1000)
    const longer = await fetchFrom((_, response) => void response.end('x'.repeat(1001)))
    await expect(longer.get()).rejects.toThrow('1000')
  })

  test('a server that can not be reached is an error', async () => {
    const unreachable = fetchWellKnownWith(() => Promise.reject(new TypeError('fetch failed')))
    const request = { credentials: 'omit', referrerPolicy: 'no-referrer', maxBytes: 1 } as const
    await expect(unreachable({ url: 'https://perch.example/', ...request })).rejects.toThrow(
      'failed',
    )
  })
})

describe('[C9] an RP ID of another site', () => {
  const json = (value: object) =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
  const createFor = async (answer: () => Promise<Response>) => {
    const folder = temporaryFolder()
    vi.stubGlobal('fetch', vi.fn(answer))
    try {
      const input = {
        ...creation({ rp: { id: 'perch.example', name: '' } }),
        origin: 'https://perch.test',
      }
      return await keyward(['authenticator', 'create', '--store', folder.file('a.db')], input)
    } finally {
      vi.unstubAllGlobals()
      folder.remove()
    }
  }

  test('is served where that site lists the origin', async () => {
    const run = await createFor(async () => json({ origins: ['https://perch.test'] }))
    expect(run).toMatchObject({
      code: 0,
      err: 'Created a passkey for studio@acme at perch.example.\n',
    })
  })

  test('is refused where it does not, or can not be asked', async () => {
    const unlisted = await createFor(async () => json({ origins: ['https://other.test'] }))
    expect(ruleOf(unlisted)).toBe('related-origins.not-listed')
    const unreachable = await createFor(() => Promise.reject(new TypeError('fetch failed')))
    expect(ruleOf(unreachable)).toBe('related-origins.unreachable')
  })
})
