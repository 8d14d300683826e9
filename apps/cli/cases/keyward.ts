import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from '../error.ts'
import type { Keyboard } from '../keyboard.ts'
import { main } from '../main.ts'
import type { Terminal } from '../terminal.ts'

export const PROGRAM = fileURLToPath(new URL('../bin/keyward.mjs', import.meta.url))

/** What a run left behind. */
export interface Run {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Where what Node.js compiled is kept between runs of tests, rather than in the home of a person. */
const CACHE = join(tmpdir(), 'keyward-cli-cases')

type Input = string | Uint8Array | object

/** Runs a command line inside this process. An object as input is written as JSON. */
export async function keyward(
  args: readonly string[],
  input: Input = '',
  terminal: Partial<Omit<Terminal, 'stdin' | 'writeOut' | 'writeErr'>> & {
    env?: Readonly<Record<string, string | undefined>>
    /** Told at once what is written on standard error. */
    onErr?: (text: string) => void
  } = {},
): Promise<Run> {
  const written = { out: '', err: '' }
  const bytes = bytesOf(input)
  const { env = {}, onErr, ...given } = terminal
  const code = await main(
    args,
    {
      stdinIsTty: false,
      stdoutIsTty: false,
      stderrIsTty: false,
      columns: undefined,
      keyboard: nobodyThere,
      ...given,
      stdin: piecesOf(bytes),
      writeOut: (text) => (written.out += text),
      writeErr: (text) => {
        written.err += text
        onErr?.(text)
      },
    },
    env,
  )
  return { code, signal: null, ...written }
}

/** The keyboard of a machine without anybody at it. */
export const nobodyThere: Keyboard = {
  ask: () => Promise.reject(new CliError('cli.no-terminal', 'Nobody is there.')),
  askSecret: () => Promise.reject(new CliError('cli.no-terminal', 'Nobody is there.')),
}

/** A keyboard at which somebody answers with these lines, in turn. */
export function typing(...lines: string[]): Keyboard {
  const next = (): Promise<string> => {
    const line = lines.shift()
    return line === undefined ? nobodyThere.ask('') : Promise.resolve(line)
  }
  return { ask: next, askSecret: next }
}

/** Runs the program as its users do. */
export async function spawnKeyward(
  args: readonly string[],
  input: Input = '',
  options: {
    node?: string
    env?: NodeJS.ProcessEnv
    onStart?: (child: ChildProcess) => void
    /** Whether standard input stays open, so that the program waits. */
    keepOpen?: boolean
  } = {},
): Promise<Run> {
  const { node = process.execPath, env = { ...process.env, XDG_CACHE_HOME: CACHE } } = options
  const child = spawn(node, [PROGRAM, ...args], { env })
  const written = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.err += text))
  // A process that is killed, or refuses early, does not read to the end.
  child.stdin.on('error', () => {})
  if (options.keepOpen !== true) child.stdin.end(bytesOf(input))
  options.onStart?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...written }))
  })
}

/** The Node.js programs of this machine: the one that runs this, and the others on the path. */
export function installedNodes(): readonly string[] {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  return [
    ...new Set([process.execPath, ...onPath.filter(isProgram)].map((path) => realpathSync(path))),
  ]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function bytesOf(input: Input): Uint8Array {
  if (input instanceof Uint8Array) return input
  return Buffer.from(typeof input === 'string' ? input : JSON.stringify(input))
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const piece = 64 * 1024
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}
