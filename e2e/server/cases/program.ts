import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program that runs as a process of its own. */
export interface Program {
  readonly pid: number
  /** Everything that it has written so far. */
  readonly written: { out: string; err: string }
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  signal(name: 'SIGTERM' | 'SIGKILL'): void
  /** The first line of its output that fits; rejects with what it wrote when it ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>
}

const running = new Set<ChildProcess>()

// A test that is given up must not leave any behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** @param argv the command and its arguments */
export function runProgram(argv: readonly string[], env: NodeJS.Dict<string>): Program {
  const [command = '', ...rest] = argv
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const written = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.err += text))
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    return (code ?? signal) as number | string
  })
  return {
    pid: child.pid ?? 0,
    written,
    ended,
    signal: (name) => void child.kill(name),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        lines.on('line', (line) => {
          const match = pattern.exec(line)
          if (match !== null) resolve(match)
        })
        void ended.then((how) => reject(new Error(`It ended with ${how}: ${written.err}`)))
      }),
  }
}
