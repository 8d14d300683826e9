import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const PROGRAM = fileURLToPath(new URL('../../apps/cli/bin/keyward.mjs', import.meta.url))

/** What a command left behind. */
export interface Done {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Given {
  /** Standard input; an object is written as JSON. */
  readonly input?: string | object
  /** Told at once what is written on standard error. */
  readonly onErr?: (text: string) => void
}

/** A person at a terminal, or a machine: Keyward's command line with a home of its own. */
export interface Terminal {
  run(args: readonly string[], given?: Given): Promise<Done>
  /** What the command answers to programs; it has to succeed. */
  json(args: readonly string[], given?: Given): Promise<Record<string, unknown>>
}

/** @param folder in which homes are made */
export function terminalIn(folder: string, name: string): Terminal {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    KEYWARD_HOME: join(folder, name),
  }
  const run: Terminal['run'] = (args, { input = '', onErr } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [PROGRAM, ...args], { env })
      const written = { out: '', err: '' }
      child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        written.err += text
        onErr?.(text)
      })
      child.on('error', reject).on('close', (code) => resolve({ code, ...written }))
      // A command that refuses early does not read to the end.
      child.stdin.on('error', () => {})
      child.stdin.end(typeof input === 'string' ? input : JSON.stringify(input))
    })
  return {
    run,
    async json(args, given) {
      const { code, out, err } = await run([...args, '--json'], given)
      if (code !== 0) throw new Error(`keyward ${args.join(' ')} ended with ${code}: ${out}${err}`)
      return JSON.parse(out) as Record<string, unknown>
    },
  }
}
