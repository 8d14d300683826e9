import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setUp } from './setup.mjs'
import { end, ended, start, stopOnSignals } from './setup/processes.mjs'
import { ROOT } from './setup/places.mjs'
import { runCommand, Stop } from './setup/stop.mjs'
import { freePort } from './start/free-port.mjs'
import { originsOf, programsOf } from './start/programs.mjs'

const FLAGS = ['--disable-warning=ExperimentalWarning']
const SERVER_PORT = 8700
const HELP = `npm run demo

Tells what Keyward does in this terminal, without a browser: a server and Perch on free ports, with
data that is thrown away, and six people with their phones. It ends with exit code 0 when every step
held.
`

stopOnSignals()
await runCommand(async () => {
  if (process.argv.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const how = await setUp({ browsers: [] })
  const data = mkdtempSync(join(tmpdir(), 'keyward-demo-'))
  // Also when it is stopped in the middle; by then the programs have ended.
  process.once('exit', () => rmSync(data, { recursive: true, force: true }))
  const places = { root: ROOT, data, ports: await choosePorts() }
  // Nobody opens a page: no web app, no phone to look at.
  const programs = programsOf(places).filter(({ entry }) => !entry.startsWith('apps/simulator/'))
  const running = programs.map((program) => run(program, how))
  try {
    await Promise.all(running.map(({ ready }) => ready))
    const { keyward, perch } = originsOf(places)
    console.log()
    const story = start(how.node, [...FLAGS, 'apps/demo/demo.ts', keyward, perch], {
      cwd: how.root,
      env: how.env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return await ended(story)
  } finally {
    await Promise.all(running.map(({ child }) => end(child)))
  }
})

async function choosePorts() {
  const server = await freePort(SERVER_PORT)
  const perch = await freePort(server + 1)
  const phone = await freePort(perch + 1)
  return { server, perch, phone }
}

/**
 * Starts a program; `ready` resolves when it answers.
 * @param {import('./start/programs.mjs').Program} program
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} how
 */
function run({ name, entry, ready: line, env }, { root, node, env: common }) {
  const child = start(node, [...FLAGS, entry], {
    cwd: root,
    env: { ...common, ...env, KEYWARD_WEB: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('no pipe to read from')
  const answers = new Promise((resolve) => {
    createInterface(stdout).on('line', (text) => {
      if (line.test(text)) resolve(undefined)
    })
  })
  const ready = Promise.race([
    answers,
    ended(child).then((code) => {
      throw new Stop(
        `${name} could not start (exit code ${code}): settle what its lines above say, then run \`npm run demo\` again.`,
      )
    }),
  ])
  return { child, ready }
}
