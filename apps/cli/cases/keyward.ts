import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from '../main.ts'

export const PROGRAM = fileURLToPath(new URL('../bin/keyward.mjs', import.meta.url))

/** What a run left behind. */
export interface Run {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

type Input = string | Uint8Array | object

/** Runs a command line inside this process. An object as input is written as JSON. */
export async function keyward(
  args: readonly string[],
  input: Input = '',
  terminal: { stdinIsTty?: boolean; stdoutIsTty?: boolean } = {},
): Promise<Run> {
  const written = { out: '', err: '' }
  const bytes = bytesOf(input)
  const code = await main(args, {
    stdin: piecesOf(bytes),
    stdinIsTty: terminal.stdinIsTty ?? false,
    stdoutIsTty: terminal.stdoutIsTty ?? false,
    writeOut: (text) => (written.out += text),
    writeErr: (text) => (written.err += text),
  })
  return { code, signal: null, ...written }
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
  const { node = process.execPath, env = process.env } = options
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
