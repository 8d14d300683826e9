import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createPerch } from './app.ts'
import { type PerchSettings, makeConfig } from './config.ts'
import { openStore } from './store/open.ts'

export type RunningPerch = {
  /** The origin to visit, such as `http://perch.localhost:4180`. */
  url: string
  port: number
  /** Lets answers under way finish, for at most two seconds, and closes the database. */
  close: () => Promise<void>
}

type Listener = ReturnType<typeof createHttpServer>

const portsTried = 20
const graceMilliseconds = 2_000

/**
 * Opens the data, listens, and gives the address. A port that is taken moves Perch to the next
 * free one.
 * @throws when no port can be listened on, or the data folder cannot be used
 */
export async function startPerch(settings: PerchSettings): Promise<RunningPerch> {
  const store = openStore(settings.dataFolder)
  const server: Listener = settings.tls ? createHttpsServer(settings.tls) : createHttpServer()
  let port: number
  try {
    port = await listen(server, settings.port, settings.hostname)
  } catch (error) {
    store.close()
    throw error
  }
  const config = makeConfig(settings, port)
  server.on('request', getRequestListener(createPerch(config, store).fetch))
  return {
    url: config.origin,
    port,
    close: async () => {
      await stop(server)
      store.close()
    },
  }
}

async function listen(server: Listener, wanted: number, hostname: string): Promise<number> {
  for (let port = wanted; ; port += 1) {
    const error = await tryPort(server, port, hostname)
    if (!error) return (server.address() as AddressInfo).port
    if (error.code !== 'EADDRINUSE' || port === wanted + portsTried || port >= 65_535) throw error
  }
}

function tryPort(
  server: Listener,
  port: number,
  hostname: string,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(port, hostname, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })
}

function stop(server: Listener): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
