import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url))

/** An agent in a process that stays, to be looked at. */
export interface AgentProcess {
  readonly pid: number
  /** One for each request. Rejects when the process ends before. */
  readonly answers: Promise<readonly object[]>
  end(): Promise<void>
}

/** @param given as `program.ts` reads it */
export function agentProcess(given: object): AgentProcess {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  child.stdin.end(JSON.stringify(given))
  const answers = async (): Promise<object[]> => {
    const lines: object[] = []
    for await (const line of createInterface(child.stdout)) {
      if (line === 'DONE') return lines
      lines.push(JSON.parse(line) as object)
    }
    throw new Error('The agent ended before it was done.')
  }
  return {
    pid: child.pid ?? 0,
    answers: answers(),
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
