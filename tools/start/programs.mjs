import { join } from 'node:path'
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

/**
 * Where each program listens and keeps its data; they name each other.
 * @typedef {object} Places
 * @property {string} root the project
 * @property {string} data
 * @property {{ server: number, perch: number, phone: number }} ports
 */

/** @param {Places} places */
export const originsOf = ({ ports }) => ({
  keyward: `http://localhost:${ports.server}`,
  perch: `http://perch.localhost:${ports.perch}`,
  phone: `http://phone.localhost:${ports.phone}`,
})

/** @type {(places: Places) => Program} */
const server = (places) => ({
  name: 'The server',
  entry: 'apps/server/main.ts',
  ready: /^READY (http\S+)$/,
  env: {
    KEYWARD_DATA: join(places.data, 'server'),
    KEYWARD_PORT: String(places.ports.server),
    // On this machine alone, as the address is: anybody who can reach it may begin.
    KEYWARD_SIGNUP: 'open',
    KEYWARD_LOG: 'warn',
    // Compiled code is kept: a quicker start, and 30 MB less.
    NODE_COMPILE_CACHE: join(places.data, 'compiled'),
    KEYWARD_WEB: join(places.root, 'apps/web/dist'),
    KEYWARD_SIMULATOR: originsOf(places).phone,
  },
})

/** @type {(places: Places) => Program} */
const perch = (places) => ({
  name: 'Perch',
  entry: 'apps/relying-party/main.ts',
  ready: /^Perch is ready at (http\S+)$/,
  env: {
    PERCH_DATA: join(places.data, 'perch'),
    PERCH_PORT: String(places.ports.perch),
    PERCH_SIMULATOR: originsOf(places).phone,
  },
})

/** @type {(places: Places) => Program} */
const phone = (places) => ({
  name: 'The simulated phone',
  entry: 'apps/simulator/server/main.ts',
  ready: /^READY (http\S+)$/,
  env: {
    SIMULATOR_PORT: String(places.ports.phone),
    SIMULATOR_KEYWARD: originsOf(places).keyward,
    SIMULATOR_PERCH: originsOf(places).perch,
    SIMULATOR_DEMO: join(places.data, 'demonstration.json'),
  },
})

/** All that `npm start` runs, the address to open first. @param {Places} places */
export const programsOf = (places) => [server(places), phone(places), perch(places)]

/**
 * The programs allocate little at a time, so a small nursery costs nothing and saves memory. So does
 * one optimizing compiler instead of two: what the second one took is never given back.
 */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4', '--no-maglev']

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
    const child = start(node, [...FLAGS, program.entry], {
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
