import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url))

export interface Running {
  readonly child: ChildProcess
  /** The whole lines that it has printed. */
  lines(): string[]
  /** Waits until it has printed a line so many times. */
  printed(line: string, times?: number): Promise<void>
  /** Ends it without giving it a chance to notice. Resolves when it is gone. */
  kill(): Promise<void>
  readonly exited: Promise<number | null>
}

/** Starts `program.ts` in a process of its own. */
export function spawnProgram(what: string, path: string, first = 0): Running {
  const child = spawn(process.execPath, [PROGRAM, what, path, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  const lines = (): string[] => out.split('\n').slice(0, -1)
  return {
    child,
    lines,
    exited,
    async printed(line, times = 1) {
      await vi.waitFor(
        () => {
          const count = lines().filter((printed) => printed === line).length
          if (count < times) throw new Error(`"${line}" was printed ${count} times.`)
        },
        { timeout: 20_000, interval: 10 },
      )
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
