import { createConnection } from 'node:net'
import { CliError } from '../error.ts'
import { type Held, parseHeld } from './held.ts'
import { type Ask, LONGEST_LINE, parseLine } from './messages.ts'

const PATIENCE_MILLISECONDS = 3_000

/** What the home's holder keeps, which counts as use; undefined when the home is locked. */
export async function fetchHeld(address: string): Promise<Held | undefined> {
  const reply = await askHolder(address, { ask: 'key' })
  return parseHeld(reply?.['held'])
}

/** Whether the home is unlocked; asking is no use of it. */
export async function isHeld(address: string): Promise<boolean> {
  const reply = await askHolder(address, { ask: 'state' })
  return reply?.['state'] === 'unlocked'
}

/** Tells the holder to forget the key and end. Returns whether there was one. */
export async function lockHolder(address: string): Promise<boolean> {
  return (await askHolder(address, { ask: 'lock' })) !== undefined
}

/** Tells the holder what the workspace's policy says now. */
export async function limitHolder(address: string, minutes: number): Promise<void> {
  await askHolder(address, { ask: 'limit', minutes })
}

/** Codes by which a system says that nobody listens there, or that who did has just ended. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'ENOTSOCK', 'ECONNRESET', 'EPIPE'])

function askHolder(
  address: string,
  ask: Ask,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address)
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(PATIENCE_MILLISECONDS, () => {
      socket.destroy()
      reject(silent())
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (NOBODY.has(error.code ?? '')) resolve(undefined)
      else reject(new CliError('cli.holder', silent().message, { cause: error }))
    })
    socket.on('connect', () => socket.write(`${JSON.stringify(ask)}\n`))
    socket.on('data', (part: string) => {
      text += part
      if (text.length > LONGEST_LINE) socket.destroy()
    })
    socket.on('close', () => {
      const value = parseLine(text)
      resolve(
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string, unknown>>)
          : undefined,
      )
    })
  })
}

function silent(): CliError {
  return new CliError(
    'cli.holder',
    'The process that keeps this home unlocked does not answer: run keyward lock, then keyward unlock.',
  )
}
