import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { ROOT } from './setup/places.mjs'
import { runKept, stopOnSignals } from './setup/processes.mjs'
import { runCommand } from './setup/stop.mjs'
import { openBrowser } from './start/browser.mjs'
import { buildApps, buildExtension } from './start/build.mjs'
import { prepareDataFolder } from './start/data-folder.mjs'
import { freePort } from './start/free-port.mjs'
import { readStartOptions, shortPath, START_HELP } from './start/options.mjs'
import { originsOf, programsOf, runPrograms } from './start/programs.mjs'

stopOnSignals()
await runCommand(async () => {
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const options = readStartOptions(process.argv.slice(2), { root: ROOT, from })
  if (options.help) {
    console.log(START_HELP)
    return 0
  }
  const { root, node, env } = await setUp({ browsers: options.browser ? ['chromium'] : [] })
  await buildApps({ root, node, env })
  if (options.browser) await buildExtension({ root, node, env })
  prepareDataFolder(options.data, options)
  const places = { root, data: options.data, ports: await choosePorts(options) }
  const onReady = () => {
    console.log(welcome(places, options, from))
    void makeDemonstration(places, { node, env })
    const chromium = env['KEYWARD_CHROMIUM']
    if (options.browser && chromium !== undefined) openBrowser(places, { chromium, env })
  }
  await runPrograms(programsOf(places), { root, node, env, onReady })
  return 0
})

/** @param {ReturnType<typeof readStartOptions>} options */
async function choosePorts(options) {
  const server = await freePort(options.port)
  const perch = await freePort(options.perchPort, new Set([server]))
  const phone = await freePort(options.phonePort, new Set([server, perch]))
  return { server, perch, phone }
}

/**
 * A workspace with one member of each role, made by real clients after the programs answer, so that
 * nobody waits for it. What it makes is told in a file that the simulated phone shows.
 * @param {import('./start/programs.mjs').Places} places
 * @param {{ node: string, env: NodeJS.ProcessEnv }} how
 */
async function makeDemonstration(places, { node, env }) {
  const file = join(places.data, 'demonstration.json')
  if (existsSync(file)) return
  const { keyward, perch } = originsOf(places)
  const { code, output } = await runKept(
    node,
    ['--disable-warning=ExperimentalWarning', 'apps/demo/seed.ts', keyward, perch, file],
    { cwd: places.root, env, disposable: true },
  )
  if (code !== 0)
    console.error(
      `${output}The demonstration workspace could not be made; everything else works. It is tried again at the next start.`,
    )
}

/**
 * @param {import('./start/programs.mjs').Places} places
 * @param {ReturnType<typeof readStartOptions>} options
 * @param {string} from
 */
function welcome(places, options, from) {
  const data = shortPath(from, options.data)
  const elsewhere = options.data === join(ROOT, 'data') ? '' : ` --data ${data}`
  return `
Keyward is ready. Open   ${originsOf(places).keyward}

Data folder   ${data}
Stop          Ctrl-C
Start fresh   npm start -- --fresh${elsewhere}
Extension     npm start -- --browser, a Chromium that has it, to try it at Perch
`
}
