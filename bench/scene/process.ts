import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a program of `scene/programs` says once it answers, and whenever it is asked. */
export type Said =
  | { readonly kind: 'ready'; readonly origin: string }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'processor'; readonly microseconds: number }

/** What a program may be asked. */
export type Asked = Exclude<Said['kind'], 'ready'>

/** A server in a process of its own. */
export interface ServerProcess {
  readonly origin: string
  /** Bytes resident in memory, after a garbage collection. */
  memory(): Promise<number>
  /** Microseconds of processor time that it has used, in all of its threads. */
  processor(): Promise<number>
  /** Ends it in order. */
  stop(): Promise<void>
}

/** Starts `scene/programs/<name>.ts`. */
export async function startProgram(
  name: 'keyward' | 'bare-hono' | 'co-signing',
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const program = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url))
  const child = fork(program, [], {
    env: { ...process.env, ...env },
    // As the server is started everywhere.
    execArgv: ['--expose-gc', '--max-semi-space-size=4', '--no-maglev'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const ready = await Promise.race([said(child, 'ready'), exited.then(() => undefined)])
  if (ready === undefined) throw new Error(`${name} ended before it was ready.`)
  return {
    origin: ready.origin,
    memory: async () => (await ask(child, 'memory')).bytes,
    processor: async () => (await ask(child, 'processor')).microseconds,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function ask<K extends Asked>(child: ChildProcess, kind: K) {
  const answer = said(child, kind)
  child.send(kind)
  return answer
}

/** The next message of a kind. */
function said<K extends Said['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<Said, { kind: K }>> {
  return new Promise((resolve) => {
    const listener = (message: unknown): void => {
      const one = message as Said
      if (one.kind !== kind) return
      child.off('message', listener)
      resolve(one as Extract<Said, { kind: K }>)
    }
    child.on('message', listener)
  })
}
