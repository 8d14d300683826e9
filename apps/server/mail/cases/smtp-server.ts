import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What a mail server was told. */
export interface Received {
  readonly commands: readonly string[]
  /** The mails as they came, headers and all. */
  readonly mails: readonly string[]
}

export interface TinySmtpServer {
  readonly port: number
  readonly received: Received
  close(): void
}

/** A mail server that takes whatever comes, but for what the answers say otherwise. */
export async function startSmtpServer(
  answers: Readonly<Record<string, string>> = {},
): Promise<TinySmtpServer> {
  const received = { commands: [] as string[], mails: [] as string[] }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    converse(socket, received, answers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function converse(
  socket: Socket,
  received: { commands: string[]; mails: string[] },
  answers: Readonly<Record<string, string>>,
): void {
  let pending = ''
  let isMail = false
  const say = (line: string) => void socket.write(`${line}\r\n`)
  say('220 test')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk
    for (;;) {
      const end = isMail ? '\r\n.\r\n' : '\r\n'
      const at = pending.indexOf(end)
      if (at < 0) return
      const text = pending.slice(0, at)
      pending = pending.slice(at + end.length)
      if (isMail) {
        received.mails.push(text)
        isMail = false
        say('250 taken')
        continue
      }
      received.commands.push(text)
      const verb = text.split(/[ :]/)[0]?.toUpperCase() ?? ''
      isMail = verb === 'DATA' && answers[verb] === undefined
      say(answers[verb] ?? (isMail ? '354 go on' : verb === 'AUTH' ? '235 welcome' : '250 fine'))
    }
  })
}
