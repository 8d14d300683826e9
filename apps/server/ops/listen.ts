import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Config } from '../config/read.ts'
import { OperatorError } from '../config/error.ts'
import { Connections } from './connections.ts'

const PORTS_TRIED = 20
/** How often Node.js looks whether a request takes too long. */
const CHECK_MS = 5000

const HANDSHAKE_MS = 10_000

const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: CHECK_MS,
} as const

export interface Listening {
  readonly port: number
  /** Answers requests from now on. Until then they wait. */
  answer(listener: RequestListener): void
  /** Takes no more connections, lets answers under way finish for at most that long, and ends the rest. */
  stop(graceMs: number): Promise<void>
}

/**
 * Listens where the configuration says, with TLS if it has a certificate.
 *
 * @throws {OperatorError} `listen.busy`, `listen.refused`
 */
export async function listen(
  config: Pick<Config, 'host' | 'port' | 'takeNextPort' | 'tls'>,
): Promise<Listening> {
  const { host, tls } = config
  const server =
    tls === null
      ? createHttpServer(TIMEOUTS)
      : createHttpsServer({
          ...TIMEOUTS,
          handshakeTimeout: HANDSHAKE_MS,
          cert: tls.cert,
          key: tls.key.reveal(),
        })
  const connections = new Connections(server, tls !== null)
  const last = config.takeNextPort && config.port > 0 ? config.port + PORTS_TRIED : config.port
  for (let port = config.port; ; port += 1) {
    const error = await tryPort(server, port, host)
    if (error === undefined) break
    if (error.code !== 'EADDRINUSE' || port >= Math.min(last, 65_535)) {
      throw explain(error, host, config.port, last)
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    answer: (listener) => void server.on('request', listener),
    stop: (graceMs) => connections.close(graceMs),
  }
}

function tryPort(
  server: Server,
  port: number,
  host: string,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(port, host, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number, last: number) {
  if (cause.code === 'EADDRINUSE') {
    const which =
      last > port ? `The ports ${port} to ${last} on ${host} are` : `Port ${port} on ${host} is`
    const hint = `end the other program, or choose another port with KEYWARD_PORT`
    return new OperatorError('listen.busy', `${which} in use: ${hint}.`, { cause })
  }
  const reason =
    cause.code === 'EACCES'
      ? `this user may not listen on port ${port}: choose one above 1023 with KEYWARD_PORT`
      : `${host} is no address of this machine (${cause.code}): see KEYWARD_HOST`
  return new OperatorError('listen.refused', `The server can't listen: ${reason}.`, { cause })
}
