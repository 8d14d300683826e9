import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { TEST_CERT, TEST_KEY } from '../../config/cases/tls.ts'
import { makeSendWebhook, type SendWebhook } from '../send.ts'

export interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A system that entries are sent to, over https on this machine. */
export interface Receiver {
  readonly received: Received[]
  /** What it answers with; `hang` for nothing. */
  status: number | 'hang'
  /** Sends there, as if the name led here over the public network. */
  readonly send: SendWebhook
  close(): void
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer({ cert: TEST_CERT, key: TEST_KEY }, async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { method, url, headers } = request
    received.push({ method, url, headers, body: Buffer.concat(parts).toString() })
    if (made.status !== 'hang') response.writeHead(made.status, { location: '/elsewhere' }).end('x')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const made: Receiver = {
    received,
    status: 204,
    send: makeSendWebhook({
      port: (server.address() as AddressInfo).port,
      ca: TEST_CERT,
      checkServerIdentity: () => undefined,
      lookup: (_, options, done) =>
        options.all === true
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4),
    }),
    close: () => server.close().closeAllConnections(),
  }
  return made
}
