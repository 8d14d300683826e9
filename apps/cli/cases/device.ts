import { join } from 'node:path'
import { keyward, type Run, spawnKeyward } from './keyward.ts'

type Input = string | object
type Json = Record<string, any> // oxlint-disable-line typescript/no-explicit-any -- tests look where they know what is

/** One device of a person: a home folder, and the person's passphrase. */
export interface Device {
  readonly home: string
  readonly passphrase: string
  /** Runs a command line in this process. */
  run(args: readonly string[], input?: Input): Promise<Run>
  /** The same, which has to succeed. */
  ok(args: readonly string[], input?: Input): Promise<Run>
  /** What the command answers to programs; it has to succeed. */
  json(args: readonly string[], input?: Input): Promise<Json>
  /** The rule that refuses the command; it has to be refused. */
  rule(args: readonly string[], input?: Input): Promise<string>
  /** Runs it as a process. */
  spawn(
    args: readonly string[],
    input?: Input,
    onStart?: Parameters<typeof spawnKeyward>[2],
  ): Promise<Run>
}

export function deviceIn(folder: string, name: string, passphrase: string): Device {
  const home = join(folder, name)
  const env = { KEYWARD_HOME: home }
  const run: Device['run'] = (args, input = '') => keyward(args, input, { env })
  const ok: Device['ok'] = async (args, input) => {
    const done = await run(args, input)
    if (done.code === 0) return done
    throw new Error(`keyward ${args[0]} ${args[1]} was refused: ${done.out}${done.err}`)
  }
  return {
    home,
    passphrase,
    run,
    ok,
    json: async (args, input) => JSON.parse((await ok([...args, '--json'], input)).out) as Json,
    async rule(args, input) {
      const { code, out } = await run([...args, '--json'], input)
      if (code === 0) throw new Error(`keyward ${args.join(' ')} was not refused`)
      return (JSON.parse(out) as { error: { rule: string } }).error.rule
    },
    spawn: (args, input = '', options = {}) =>
      spawnKeyward(args, input, {
        env: { ...process.env, ...env, XDG_CACHE_HOME: join(folder, 'cache') },
        ...options,
      }),
  }
}

/** The words of a command line that quotes nothing. */
export function words(text: string): string[] {
  return text.split(' ')
}
