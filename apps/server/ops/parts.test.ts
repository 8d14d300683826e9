import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { type Store, StoreError } from '../store/store.ts'
import { ask, keptLog, moment } from './cases/server.ts'
import { listen } from './listen.ts'
import { measureStore } from './measured-store.ts'
import { OpenStreams } from './streams.ts'
import { startSweeping } from './sweep.ts'
import { welcome } from './welcome.ts'

describe('a measured store', () => {
  const calls: string[] = []
  const accounts = {
    limit: 7,
    async facts(workspaceId: string) {
      return [workspaceId, this.limit]
    },
    async write() {
      throw new StoreError('storage_full', 'Full.')
    },
  }
  const names = ['workspaces', 'members', 'sessions', 'invitations', 'approvals', 'activity']
  const others = ['directory', 'reports', 'webhooks', 'deals', 'sharing']
  const ports = Object.fromEntries([...names, ...others].map((name) => [name, {}]))
  const store = measureStore(
    { ...ports, accounts, isReady: async () => true } as unknown as Store,
    (call, outcome, seconds) => calls.push(`${call} ${outcome} ${seconds >= 0}`),
  )

  test('does what the store does, and tells how long it took', async () => {
    expect(await store.accounts.facts('w', [])).toEqual(['w', 7])
    expect(calls.splice(0)).toEqual(['accounts.facts done true'])
    expect(await store.isReady()).toBe(true)
    expect(store.accounts.facts).toBe(store.accounts.facts)
  })

  test('throws what the store throws, and tells of it', async () => {
    const write = store.accounts.write({} as never)
    await expect(write).rejects.toMatchObject({ code: 'storage_full' })
    expect(calls.splice(0)).toEqual(['accounts.write refused true'])
  })
})

describe('open streams', () => {
  const ndjson = { headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8' } }

  function source() {
    let controller!: ReadableStreamDefaultController<Uint8Array>
    let cancelled = 0
    const body = new ReadableStream<Uint8Array>({
      start: (given) => void (controller = given),
      cancel: () => void (cancelled += 1),
    })
    const write = (text: string) => controller.enqueue(new TextEncoder().encode(text))
    return { body, write, controller, cancelled: () => cancelled }
  }

  function tracked() {
    let open = 0
    const streams = new OpenStreams((change) => (open += change))
    return { streams, open: () => open }
  }

  test('are counted until they end by themselves', async () => {
    const { streams, open } = tracked()
    const { body, write, controller } = source()
    const answer = streams.track(new Response(body, { ...ndjson, status: 201 }))
    expect([answer.status, open()]).toEqual([201, 1])
    write('a\n')
    controller.close()
    expect(await answer.text()).toBe('a\n')
    expect(open()).toBe(0)
    streams.closeAll()
    expect(open()).toBe(0)
  })

  test('are counted until their reader goes away, which their writer learns', async () => {
    const { streams, open } = tracked()
    const { body, cancelled } = source()
    await streams.track(new Response(body, ndjson)).body?.cancel()
    expect([open(), cancelled()]).toEqual([0, 1])
  })

  test('are counted until they fail, which their reader learns', async () => {
    const { streams, open } = tracked()
    const { body, controller } = source()
    const text = streams.track(new Response(body, ndjson)).text()
    controller.error(new Error('broken'))
    await expect(text).rejects.toThrow('broken')
    expect(open()).toBe(0)
  })

  test('end together, in order, and so do those that come later', async () => {
    const { streams, open } = tracked()
    const [first, later] = [source(), source()]
    const text = streams.track(new Response(first.body, ndjson)).text()
    first.write('a\n')
    await new Promise(setImmediate)
    streams.closeAll()
    expect(await text).toBe('a\n')
    expect(await streams.track(new Response(later.body, ndjson)).text()).toBe('')
    expect([open(), first.cancelled(), later.cancelled()]).toEqual([0, 1, 1])
  })

  test('are no other answers', () => {
    const { streams, open } = tracked()
    const answer = new Response('{}', { headers: { 'Content-Type': 'application/json' } })
    expect(streams.track(answer)).toBe(answer)
    expect(open()).toBe(0)
  })
})

describe('a server that listens', () => {
  const settings = { host: '127.0.0.1', port: 0, takeNextPort: false, tls: null }

  test('ends what does not finish in time', async () => {
    const listening = await listen(settings)
    const asked = moment()
    listening.answer(() => asked.reach())
    const answer = ask(listening.port, '/').catch((error: unknown) => error)
    await asked.reached
    await listening.stop(50)
    expect(await answer).toMatchObject({ code: 'ECONNRESET' })
  })

  test('ends connections that are kept alive at once, and those in use once they are not', async () => {
    const listening = await listen(settings)
    listening.answer((_request, response) => response.end('hello'))
    const agent = new Agent({ keepAlive: true })
    const request = get({ host: '127.0.0.1', port: listening.port, agent })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const closed = once(response.socket, 'close')
    response.resume()
    await once(response, 'end')
    await listening.stop(60_000)
    expect(await closed).toEqual([false])
    agent.destroy()
  })
})

describe('sweeping', () => {
  test('goes on after a failure, one at a time, and ends when it is stopped', async () => {
    const { log, lines } = keptLog()
    const times: number[] = []
    const third = moment()
    const sweep = async (now: number) => {
      times.push(now)
      if (times.length === 3) third.reach()
      if (times.length === 1) throw new Error('disk')
    }
    const sweeping = startSweeping({ store: { sweep }, clock: () => 5, log, everyMs: 1 })
    await third.reached
    await sweeping.stop()
    const { length } = times
    await new Promise((done) => void setTimeout(done, 20))
    expect(times).toHaveLength(length)
    expect(new Set(times)).toEqual(new Set([5]))
    expect(lines).toMatchObject([{ level: 'error', err: { type: 'Error' } }])
  })
})

describe('what is printed at the start', () => {
  const places = {
    folder: '/d',
    database: '',
    secrets: '/d/secrets.json',
    signer: '',
    installation: '',
  }
  const server = { origin: 'http://localhost:8700', setupCode: 'ABCDE-FGHJK' }

  test('ends with READY and the origin for a program', () => {
    expect(welcome({ ...server, setupCode: null }, places, false)).toBe(
      'READY http://localhost:8700\n',
    )
    expect(welcome(server, places, false)).toMatch(
      /^Setup code: ABCDE-FGHJK \(.* kept in \/d\/secrets\.json\)\nREADY http:\/\/localhost:8700\n$/,
    )
  })

  test('names address, setup code and folder for a person', () => {
    const text = welcome(server, places, true)
    for (const part of [server.origin, server.setupCode, places.secrets, 'Ctrl-C']) {
      expect(text).toContain(part)
    }
    expect(welcome({ ...server, setupCode: null }, places, true)).not.toContain('Setup code')
  })
})
