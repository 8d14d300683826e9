import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { ROOT } from './setup/places.mjs'
import { stopOnSignals } from './setup/processes.mjs'
import { runCommand } from './setup/stop.mjs'
import { prepareDataFolder } from './start/data-folder.mjs'
import { readStartOptions, shortPath, START_HELP } from './start/options.mjs'
import { perch, runPrograms, server } from './start/programs.mjs'

stopOnSignals()
await runCommand(async () => {
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const options = readStartOptions(process.argv.slice(2), { root: ROOT, from })
  if (options.help) {
    console.log(START_HELP)
    return 0
  }
  const { root, node, env } = await setUp({ chromium: false })
  prepareDataFolder(options.data, options)
  const programs = [
    server(join(options.data, 'server'), options.port),
    perch(join(options.data, 'perch'), options.perchPort),
  ]
  const onReady = (/** @type {readonly string[]} */ addresses) =>
    console.log(welcome(addresses, options, from))
  await runPrograms(programs, { root, node, env, onReady })
  return 0
})

/**
 * @param {readonly string[]} addresses
 * @param {ReturnType<typeof readStartOptions>} options
 * @param {string} from
 */
function welcome([keyward, perchAt], options, from) {
  const data = shortPath(from, options.data)
  const elsewhere = options.data === join(ROOT, 'data') ? '' : ` --data ${data}`
  return `
Keyward's server   ${keyward}
Perch              ${perchAt}   a small app to try passkeys on

Data folder   ${data}
Stop          Ctrl-C
Start fresh   npm start -- --fresh${elsewhere}

Try next, in another terminal
  1. npx keyward workspace create Acme --server ${keyward} --owner-name Ana --address ana@acme.example
  2. npx keyward accounts create Perch --username studio@acme.example
  3. npx keyward members invite --role user
`
}
