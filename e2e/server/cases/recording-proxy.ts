import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between devices and a server, and keeps every byte that passes. */
export interface RecordingProxy {
  /** Where devices connect to. */
  readonly port: number
  /** Where it passes everything on to. */
  target: number
  /** What devices sent, and what they were answered: one piece for each connection. */
  readonly sent: () => Buffer[]
  readonly answered: () => Buffer[]
  close(): Promise<void>
}

export async function recordingProxy(): Promise<RecordingProxy> {
  const tapes: { sent: Buffer[]; answered: Buffer[] }[] = []
  const sockets = new Set<Socket>()
  const server = createServer((device) => {
    const tape = { sent: [] as Buffer[], answered: [] as Buffer[] }
    tapes.push(tape)
    const behind = connect(proxy.target, '127.0.0.1')
    for (const socket of [device, behind]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      // The other end is told by the pipe.
      socket.on('error', () => {})
    }
    device.on('data', (bytes: Buffer) => tape.sent.push(bytes)).pipe(behind)
    behind.on('data', (bytes: Buffer) => tape.answered.push(bytes)).pipe(device)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: RecordingProxy = {
    port: (server.address() as AddressInfo).port,
    target: 0,
    sent: () => tapes.map((tape) => Buffer.concat(tape.sent)),
    answered: () => tapes.map((tape) => Buffer.concat(tape.answered)),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
