import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** A Keyward server in a process of its own, as people run one. */
export interface TestServer {
  readonly origin: string
  stop(): Promise<void>
  /** Starts again on the same data and port, after `stop`. */
  start(): Promise<void>
}

/** Starts a server on a free port, which takes new workspaces from anybody. */
export async function testServer(folder: string): Promise<TestServer> {
  let { child, origin } = await started(folder, '0')
  const { port } = new URL(origin)
  return {
    get origin() {
      return origin
    },
    async stop() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
    async start() {
      ;({ child, origin } = await started(folder, port))
    },
  }
}

async function started(
  folder: string,
  port: string,
): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      KEYWARD_DATA: folder,
      KEYWARD_PORT: port,
      KEYWARD_SIGNUP: 'open',
      KEYWARD_LOG: 'silent',
    },
  })
  if (child.stdout === null) throw new Error('no pipe to read from')
  for await (const line of createInterface(child.stdout)) {
    const origin = /^READY (\S+)$/.exec(line)?.[1]
    if (origin !== undefined) return { child, origin }
  }
  throw new Error('the server did not start')
}
