import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { connect } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { expectRefusal } from '../config/cases/refusal.ts'
import { modeOf, temporaryFolders } from '../config/cases/temporary-folder.ts'
import { TEST_CERT, TEST_KEY } from '../config/cases/tls.ts'
import type { AppDeps } from '../http/deps.ts'
import { answering, ask, configFor, keptLog, moment, partsWith } from './cases/server.ts'
import { type Parts, type RunningServer, startServer } from './start.ts'

const temporaryFolder = temporaryFolders()
const running: RunningServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

async function start(...[config, parts]: Parameters<typeof startServer>): Promise<RunningServer> {
  const server = await startServer(config, parts)
  running.push(server)
  return server
}

const hello = () => partsWith(() => answering(() => new Response('hello')))

/** An app whose answer waits until it is told to go on. */
function slowParts(): { parts: Parts; asked: Promise<void>; goOn: () => void } {
  const asked = moment()
  const mayAnswer = moment()
  const app = answering(async () => {
    asked.reach()
    await mayAnswer.reached
    return new Response('finished')
  })
  return { parts: partsWith(() => app), asked: asked.reached, goOn: mayAnswer.reach }
}

describe('a start', () => {
  test('makes a data folder for the owner alone, and answers', async () => {
    const config = configFor(temporaryFolder())
    const server = await start(config, hello())
    expect(server.origin).toBe(`http://localhost:${server.port}`)
    expect(await ask(server.port, '/')).toMatchObject({ status: 200, body: 'hello' })
    expect(await ask(server.port, '/healthz')).toMatchObject({ status: 200, body: 'ok\n' })
    expect(await ask(server.port, '/readyz')).toMatchObject({ status: 200, body: 'ok\n' })
    expect(modeOf(config.places.folder)).toBe(0o700)
    for (const name of readdirSync(config.places.folder)) {
      const mode = name === 'signer' ? 0o700 : 0o600
      expect(modeOf(join(config.places.folder, name)), name).toBe(mode)
    }
    expect(modeOf(config.places.signer)).toBe(0o600)
  })

  test('shows the setup code while there is no workspace, and hands it to the app', async () => {
    const seen: (string | null)[] = []
    const parts = partsWith(({ secrets }: AppDeps) => {
      seen.push(secrets.setupCode)
      return answering(() => new Response())
    })
    const folder = temporaryFolder()
    const first = await start(configFor(folder), parts)
    expect(first.setupCode).toMatch(/^\w{5}(-\w{5}){3}$/)
    await first.stop()
    const invite = await start(configFor(folder, { KEYWARD_SIGNUP: 'invite' }), parts)
    expect(invite.setupCode).toBeNull()
    expect(seen).toEqual([first.setupCode, null])
  })

  test('is refused while another server has the same signer', async () => {
    const folder = temporaryFolder()
    await start(configFor(folder), hello())
    await expect(start(configFor(folder), hello())).rejects.toMatchObject({ rule: 'signer.store' })
  })

  test('again gives the same secrets', async () => {
    const folder = temporaryFolder()
    const setups: string[] = []
    for (let times = 0; times < 2; times += 1) {
      const parts = partsWith(({ secrets }: AppDeps) => {
        setups.push(secrets.opaqueSetup)
        return answering(() => new Response())
      })
      await (await startServer(configFor(folder), parts)).stop()
    }
    expect(setups[0]).toBe(setups[1])
  })

  test('on a port in use says so, or takes the next one', async () => {
    const first = await start(configFor(temporaryFolder()), hello())
    const port = String(first.port)
    const busy = configFor(temporaryFolder(), { KEYWARD_PORT: port })
    const message = await expectRefusal(() => startServer(busy, hello()), 'listen.busy')
    expect(message).toBe(
      `Port ${port} on 127.0.0.1 is in use: end the other program, or choose another port with KEYWARD_PORT.`,
    )
    const second = await start({ ...busy, takeNextPort: true }, hello())
    expect(second.port).toBeGreaterThan(first.port)
    expect(second.origin).toBe(`http://localhost:${second.port}`)
    expect(await ask(second.port, '/')).toMatchObject({ body: 'hello' })
  })

  test('on an address of another machine says so', async () => {
    const config = { ...configFor(temporaryFolder()), host: '192.0.2.1' }
    const message = await expectRefusal(() => startServer(config, hello()), 'listen.refused')
    expect(message).toContain('KEYWARD_HOST')
  })

  test('without its database or its secrets is refused, and replaces nothing', async () => {
    const config = configFor(temporaryFolder())
    const { database, secrets } = config.places
    await (await startServer(config, hello())).stop()
    rmSync(secrets)
    await expectRefusal(() => startServer(config, hello()), 'secrets.missing')
    expect(existsSync(secrets)).toBe(false)
    const other = configFor(temporaryFolder())
    await (await startServer(other, hello())).stop()
    rmSync(other.places.database)
    await expectRefusal(() => startServer(other, hello()), 'data.database-missing')
    expect(existsSync(other.places.database)).toBe(false)
    expect(existsSync(database)).toBe(true)
  })

  test('with a file that is no database is refused', async () => {
    const config = configFor(temporaryFolder())
    await (await startServer(config, hello())).stop()
    writeFileSync(config.places.database, 'no database'.repeat(1000))
    const message = await expectRefusal(() => startServer(config, hello()), 'data.database')
    expect(message).toContain(config.places.database)
  })

  test('tells of secrets that others could read', async () => {
    const config = configFor(temporaryFolder())
    await (await startServer(config, hello())).stop()
    chmodSync(config.places.secrets, 0o640)
    const { log, lines } = keptLog()
    await start(
      config,
      partsWith(() => answering(() => new Response()), log),
    )
    expect(lines).toMatchObject([{ level: 'warn' }])
  })

  test('with a certificate answers over TLS', async () => {
    const folder = temporaryFolder()
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    writeFileSync(cert, TEST_CERT)
    writeFileSync(key, TEST_KEY)
    const tls = { KEYWARD_TLS_CERT: cert, KEYWARD_TLS_KEY: key }
    const server = await start(configFor(folder, tls), hello())
    expect(server.origin).toBe(`https://localhost:${server.port}`)
    const options = { host: '127.0.0.1', servername: 'localhost', ca: TEST_CERT, agent: false }
    const request = get({ ...options, port: server.port, path: '/healthz' })
    const [response] = (await once(request, 'response')) as [{ statusCode: number; resume(): void }]
    response.resume()
    expect(response.statusCode).toBe(200)
  })
})

describe('a stop', () => {
  test('lets an answer under way finish, and takes no more connections', async () => {
    const { parts, asked, goOn } = slowParts()
    const server = await start(configFor(temporaryFolder()), parts)
    const answer = ask(server.port, '/slow')
    await asked
    const stopped = server.stop()
    await expect(ask(server.port, '/')).rejects.toThrow('ECONNREFUSED')
    goOn()
    expect(await answer).toMatchObject({ status: 200, body: 'finished' })
    await stopped
  })

  test('ends live streams in order', async () => {
    let wasCancelled = false
    const body = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('{}\n')),
        cancel: () => void (wasCancelled = true),
      })
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const app = answering(() => new Response(body(), { headers }))
    const config = configFor(temporaryFolder(), { KEYWARD_METRICS: 'loopback' })
    const server = await start(
      config,
      partsWith(() => app),
    )
    const stream = ask(server.port, '/v1/changes/live')
    await expect
      .poll(async () => (await ask(server.port, '/metrics')).body)
      .toContain('keyward_live_streams 1')
    await server.stop()
    expect(await stream).toMatchObject({ status: 200, body: '{}\n' })
    expect(wasCancelled).toBe(true)
  })

  test('answers what comes by an open connection with 503', async () => {
    const { parts, asked, goOn } = slowParts()
    const server = await start(configFor(temporaryFolder()), parts)
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk))
    const write = (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    write('/slow')
    await asked
    const stopped = server.stop()
    write('/readyz')
    write('/healthz')
    write('/v1/server')
    await wait(50)
    goOn()
    await once(socket, 'close')
    await stopped
    const statuses = [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['200', '503', '200', '503'])
    expect(received).toContain('stopping')
    expect(received).toContain('"code":"unavailable"')
  })

  test('twice is one stop', async () => {
    const server = await start(configFor(temporaryFolder()), hello())
    expect(server.stop()).toBe(server.stop())
    await server.stop()
  })

  test('waits for no connection that says nothing', async () => {
    const server = await start(configFor(temporaryFolder()), hello())
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    // The server has it once it has answered a later one.
    await ask(server.port, '/')
    await server.stop()
    expect(await closed).toEqual([false])
  })
})
