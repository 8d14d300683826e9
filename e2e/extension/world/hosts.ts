import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { TEST_CERT, TEST_KEY } from './certificate.ts'

/** What a host was asked. */
export interface Asked {
  readonly host: string
  readonly path: string
  readonly method: string
  readonly body: string
  readonly headers: IncomingHttpHeaders
}

/** What a host answers; a page unless its headers say otherwise. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** Sites under `.test`, each on port 443 of its own host as far as a browser can tell. */
export interface Hosts {
  /** Where browsers send everything, as an HTTP proxy; it leads nowhere but to this machine. */
  readonly proxy: string
  /** How requests to a host are answered from now on. Without one: 404. */
  serve(host: string, answer: (asked: Asked) => Answer): void
  /** Leads a host to a program of this machine which speaks TLS itself. */
  lead(host: string, port: number): void
  /** Everything that was asked, in order. */
  readonly asked: readonly Asked[]
  close(): Promise<void>
}

export async function openHosts(): Promise<Hosts> {
  const answers = new Map<string, (asked: Asked) => Answer>()
  const led = new Map<string, number>()
  const asked: Asked[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    // A proxy is asked with whole addresses.
    const path = (request.url ?? '/').replace(/^http:\/\/[^/]+/, '')
    const { method = 'GET', headers } = request
    const one = { host, path, method, headers, body: await text(request) }
    asked.push(one)
    const given = answers.get(host)?.(one) ?? { status: 404, body: '' }
    response.writeHead(given.status ?? 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...given.headers,
    })
    response.end(given.body)
  }
  const secure = createHttpsServer(
    { cert: TEST_CERT, key: TEST_KEY },
    (...both) => void answer(...both),
  ).listen(0, '127.0.0.1')
  const proxy = createHttpServer((...both) => void answer(...both)).listen(0, '127.0.0.1')
  await Promise.all([once(secure, 'listening'), once(proxy, 'listening')])
  const tunnels = new Set<Socket>()
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    // A browser that is closed leaves what it has asked for.
    socket.on('error', () => socket.destroy())
    const [host = '', wanted] = (request.url ?? '').split(':')
    const isOurs = host.endsWith('.test') && wanted === '443'
    if (isOurs) tunnel(socket, led.get(host) ?? portOf(secure), tunnels)
    else socket.end('HTTP/1.1 502 Nothing there\r\n\r\n')
  })
  return {
    proxy: `127.0.0.1:${portOf(proxy)}`,
    serve: (host, page) => void answers.set(host, page),
    lead: (host, port) => void led.set(host, port),
    asked,
    async close() {
      for (const socket of tunnels) socket.destroy()
      for (const server of [secure, proxy]) {
        server.closeAllConnections()
        server.close()
      }
      await Promise.all([once(secure, 'close'), once(proxy, 'close')])
    },
  }
}

function tunnel(near: Socket, port: number, tunnels: Set<Socket>): void {
  const far = connect(port, '127.0.0.1', () => {
    near.write('HTTP/1.1 200 Connected\r\n\r\n')
    near.pipe(far).pipe(near)
  })
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    tunnels.add(one)
    one.on('error', () => other.destroy())
    one.on('close', () => {
      tunnels.delete(one)
      other.destroy()
    })
  }
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as AddressInfo).port
}
