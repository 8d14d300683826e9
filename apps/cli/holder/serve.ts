import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Deadline } from './deadline.ts'
import { encodeHeld, type Held } from './held.ts'
import { type Ask, LONGEST_LINE, parseAsk } from './messages.ts'

/** What a holder serves, until it locks. */
export interface Holding {
  readonly held: Held
  readonly deadline: Deadline
  /** Ends the process; nothing of the key stays anywhere. */
  readonly lock: () => void
}

/**
 * Listens at the address, which nobody else uses: what is left there of a holder that died is
 * removed. Only who may enter the folder can connect.
 */
export function serveHolding(address: string, holding: Holding): Promise<Server> {
  rmSync(address, { force: true })
  const server = createServer((socket) => answer(socket, holding))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => resolve(server))
  })
}

const PATIENCE_MILLISECONDS = 5_000

function answer(socket: Socket, holding: Holding): void {
  let text = ''
  socket.setEncoding('utf8')
  // Whoever goes away, or sends nothing, is nobody's concern.
  socket.on('error', () => socket.destroy())
  socket.setTimeout(PATIENCE_MILLISECONDS, () => socket.destroy())
  socket.on('data', (part: string) => {
    text += part
    const end = text.indexOf('\n')
    if (end === -1) {
      if (text.length > LONGEST_LINE) socket.destroy()
      return
    }
    const ask = parseAsk(text.slice(0, end))
    text = ''
    if (ask === undefined) socket.destroy()
    else reply(socket, holding, ask)
  })
}

function reply(socket: Socket, { held, deadline, lock }: Holding, ask: Ask): void {
  // Looked at here too: a timer may be late, above all after a sleep.
  if (deadline.isPast() || ask.ask === 'lock') {
    socket.end('{"state":"locked"}\n', lock)
    return
  }
  if (ask.ask === 'limit') deadline.limit(ask.minutes)
  if (ask.ask === 'key') deadline.use()
  const more = ask.ask === 'key' ? { held: encodeHeld(held) } : {}
  socket.end(`${JSON.stringify({ state: 'unlocked', ...more })}\n`)
}
