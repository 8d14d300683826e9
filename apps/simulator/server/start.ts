import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createSimulator } from './app.ts'
import type { SimulatorSettings } from './config.ts'
import { sendOverNetwork } from './relay/send.ts'

export interface RunningSimulator {
  /** The address to open. */
  readonly origin: string
  readonly close: () => Promise<void>
}

/**
 * Listens on this machine alone.
 *
 * @throws when the port is taken
 */
export async function startSimulator(settings: SimulatorSettings): Promise<RunningSimulator> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://phone.localhost:${port}`
  const folder = fileURLToPath(new URL('../dist', import.meta.url))
  const app = createSimulator(settings, { send: sendOverNetwork, folder, origin })
  server.on('request', getRequestListener(app.fetch))
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
