import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Random } from '@keyward/primitives/signature'
import { OperatorError } from '../config/error.ts'
import type { Environment } from '../config/reader.ts'

const LONGEST_INPUT = 10_000

/** What a command reads from and writes to. */
export interface AdminTerminal {
  readonly env: Environment
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly random: Random
  writeOut(text: string): void
  writeErr(text: string): void
  /**
   * Asks for a passphrase, which is not shown; from a program, it is the first line of standard
   * input.
   *
   * @param isNew asks a person twice
   * @throws {OperatorError} `admin.passphrase`
   */
  readPassphrase(isNew: boolean): Promise<string>
}

/** The terminal of this process. */
export function processTerminal(): AdminTerminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    env: process.env,
    clock: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
    readPassphrase: (isNew) => (process.stdin.isTTY ? askPerson(isNew) : readLine(process.stdin)),
  }
}

/** The first line of what a program gives. @throws {OperatorError} `admin.passphrase` */
export async function readLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of input) {
    chunks.push(chunk)
    length += chunk.length
    if (chunk.includes(0x0a) || length > LONGEST_INPUT) break
  }
  const line = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? ''
  if (line !== '' && length <= LONGEST_INPUT) return line
  throw new OperatorError(
    'admin.passphrase',
    'The passphrase is missing: type it on a terminal, or give it as the first line of standard input.',
  )
}

async function askPerson(isNew: boolean): Promise<string> {
  const passphrase = await ask('Passphrase: ')
  if (!isNew || (await ask('The same again: ')) === passphrase) return passphrase
  throw new OperatorError('admin.passphrase', 'The two passphrases differ. Nothing was done.')
}

/** Asks with the question shown and the answer not. @throws {OperatorError} `admin.passphrase` */
async function ask(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      // Ctrl-C and Ctrl-D.
      lines.once('close', () => reject(notGiven()))
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

function notGiven(): OperatorError {
  return new OperatorError('admin.passphrase', 'No passphrase was given. Nothing was done.')
}
