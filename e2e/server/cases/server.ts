import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Program, runProgram } from './program.ts'
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts'

const MAIN = fileURLToPath(new URL('../../../apps/server/main.ts', import.meta.url))
const ADMIN = fileURLToPath(new URL('../../../apps/server/admin.ts', import.meta.url))

/** How one start of a server differs from the usual one. */
export interface Start {
  readonly env?: NodeJS.Dict<string>
  /** Arguments of Node.js, before the program. */
  readonly node?: readonly string[]
  /** A shell command that runs the program as `"$@"`. */
  readonly shell?: string
}

/** One server on a data folder of its own, as operators run it: started and stopped at will. */
export interface TestServer {
  readonly folder: TemporaryFolder
  readonly data: string
  /** Where clients reach it: the same after each start. */
  readonly origin: string
  /** The port of this machine on which it listens, which is another one behind a proxy. */
  readonly listening: number
  /** What it has written on both streams since it was made. */
  log(): string
  /** The process that runs now. */
  process(): Program
  start(how?: Start): Promise<void>
  /** Ends it in order. @throws when it does not end with 0 */
  stop(): Promise<void>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
  /** Runs one of the operator's commands on its data folder. */
  admin(...argv: string[]): Promise<{ readonly code: number | string; out: string; err: string }>
  /** Ends it and deletes its data. */
  close(): Promise<void>
}

/** Starts a server on an empty folder and a free port. Everybody may create a workspace. */
export async function runServer(
  given: Start | ((data: string) => Start) = {},
): Promise<TestServer> {
  const folder = temporaryFolder()
  const data = folder.file('data')
  const how = typeof given === 'function' ? given(data) : given
  const past: Program[] = []
  const port = await freePort()
  const envOf = (more: NodeJS.Dict<string> = {}): NodeJS.Dict<string> => ({
    PATH: process.env['PATH'],
    KEYWARD_DATA: data,
    KEYWARD_PORT: String(port),
    KEYWARD_SIGNUP: 'open',
    ...more,
  })
  const current = (): Program => {
    const program = past.at(-1)
    if (program === undefined) throw new Error('The server was never started.')
    return program
  }
  const start = async ({ env, node = [], shell }: Start = {}): Promise<void> => {
    const direct = [process.execPath, ...node, MAIN]
    const argv = shell === undefined ? direct : ['/bin/sh', '-c', shell, 'sh', ...direct]
    past.push(runProgram(argv, envOf({ ...how.env, ...env })))
    await current().line(/^READY /)
  }
  await start(how).catch((error: unknown) => {
    folder.remove()
    throw error
  })
  const origin = how.env?.['KEYWARD_ORIGIN'] ?? `http://localhost:${port}`
  const kill = async (): Promise<void> => {
    current().signal('SIGKILL')
    await current().ended
  }
  return {
    folder,
    data,
    origin,
    listening: port,
    log: () => past.map(({ written }) => written.out + written.err).join(''),
    process: current,
    start,
    async stop() {
      current().signal('SIGTERM')
      const code = await current().ended
      if (code !== 0) throw new Error(`The server ended with ${code}: ${current().written.err}`)
    },
    kill,
    async admin(...argv) {
      const program = runProgram([process.execPath, ADMIN, ...argv], envOf(how.env))
      const code = await program.ended
      return { code, ...program.written }
    },
    async close() {
      await kill()
      folder.remove()
    },
  }
}

/** A port that nothing listens on, to be the server's own through all its starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
