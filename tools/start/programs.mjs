import { createInterface } from 'node:readline'
import { end, ended, start } from '../setup/processes.mjs'
import { Stop } from '../setup/stop.mjs'

/**
 * A program that runs until it is told to end, and prints a line with its address when it answers.
 * @typedef {object} Program
 * @property {string} name as a person calls it
 * @property {string} entry the file, from the root of the project
 * @property {RegExp} ready the line, its first group the address
 * @property {Readonly<Record<string, string>>} env
 */

/** @type {(data: string, port: number) => Program} */
export const server = (data, port) => ({
  name: 'The server',
  entry: 'apps/server/main.ts',
  ready: /^READY (http\S+)$/,
  env: {
    KEYWARD_DATA: data,
    KEYWARD_PORT: String(port),
    KEYWARD_PORT_NEXT: 'yes',
    // On this machine alone, as the address is: anybody who can reach it may begin.
    KEYWARD_SIGNUP: 'open',
    KEYWARD_LOG: 'warn',
  },
})

/** @type {(data: string, port: number) => Program} */
export const perch = (data, port) => ({
  name: 'Perch',
  entry: 'apps/relying-party/main.ts',
  ready: /^Perch is ready at (http\S+)$/,
  env: { PERCH_DATA: data, PERCH_PORT: String(port) },
})

/**
 * Runs programs until one of them ends. What they print is passed on, but for the lines that tell
 * their addresses.
 * @param {readonly Program[]} programs
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv, onReady: (addresses: readonly string[]) => void }} how
 * @returns {Promise<void>} once they have been told to end; refuses when one ends by itself
 */
export async function runPrograms(programs, { root, node, env, onReady }) {
  /** @type {(string | undefined)[]} */
  const addresses = programs.map(() => undefined)
  const children = programs.map((program, at) => {
    const child = start(node, ['--disable-warning=ExperimentalWarning', program.entry], {
      cwd: root,
      env: { ...env, ...program.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.stdout === null) throw new Error('no pipe to read from')
    createInterface(child.stdout).on('line', (line) => {
      const address = program.ready.exec(line)?.[1]
      if (address === undefined) return console.log(line)
      addresses[at] = address
      const known = addresses.filter((each) => each !== undefined)
      if (known.length === programs.length) onReady(known)
    })
    return child
  })
  const first = await Promise.race(
    children.map(async (child, at) => ({ at, code: await ended(child) })),
  )
  await Promise.all(children.map((child) => end(child)))
  const wasReady = addresses[first.at] !== undefined
  if (wasReady && first.code === 0) return
  const what = wasReady ? 'ended by itself' : 'could not start'
  throw new Stop(
    `${programs[first.at]?.name} ${what} (exit code ${first.code}): settle what its lines above say, then run \`npm start\` again.`,
  )
}
