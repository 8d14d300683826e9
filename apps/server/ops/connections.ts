import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const LOOK_AGAIN_MS = 50

/** The open connections of a server, so that it can stop without waiting for those not in use. */
export class Connections {
  readonly #server: Server
  /** Everything connected; over TLS also what has not finished its handshake. */
  readonly #all = new Set<Socket>()
  /** Those that requests come by. */
  readonly #speaking = new Set<Socket>()
  /** How many requests each is waiting for. */
  readonly #waiting = new WeakMap<Socket, number>()

  constructor(server: Server, hasTls: boolean) {
    this.#server = server
    server.on('connection', (socket: Socket) => follow(this.#all, socket))
    server.on(hasTls ? 'secureConnection' : 'connection', (socket: Socket) =>
      follow(this.#speaking, socket),
    )
    server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      this.#count(socket, 1)
      response.once('close', () => this.#count(socket, -1))
    })
  }

  /** Takes no more, lets answers under way finish for at most that long, and ends the rest. */
  async close(graceMs: number): Promise<void> {
    const closing = setInterval(() => this.#endUnused(), LOOK_AGAIN_MS)
    const late = setTimeout(() => {
      for (const socket of this.#all) socket.destroy()
    }, graceMs)
    const closed = new Promise<void>((resolve) => void this.#server.close(() => resolve()))
    this.#endUnused()
    await closed
    clearInterval(closing)
    clearTimeout(late)
  }

  #endUnused(): void {
    for (const socket of this.#speaking) {
      if ((this.#waiting.get(socket) ?? 0) === 0) socket.destroy()
    }
  }

  #count(socket: Socket, change: 1 | -1): void {
    this.#waiting.set(socket, (this.#waiting.get(socket) ?? 0) + change)
  }
}

function follow(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
}
