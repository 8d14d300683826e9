import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { ROOT } from './setup/places.mjs'
import { stopOnSignals } from './setup/processes.mjs'
import { runCommand } from './setup/stop.mjs'
import { prepareDataFolder } from './start/data-folder.mjs'
import { readStartOptions, shortPath, START_HELP } from './start/options.mjs'
import { runPerch } from './start/perch.mjs'

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
  await runPerch({
    root,
    node,
    env: { ...env, PERCH_DATA: join(options.data, 'perch'), PERCH_PORT: String(options.port) },
    onReady: (address) => console.log(welcome(address, options, from)),
  })
  return 0
})

/**
 * @param {string} address
 * @param {ReturnType<typeof readStartOptions>} options
 * @param {string} from
 */
function welcome(address, options, from) {
  const data = shortPath(from, options.data)
  const elsewhere = options.data === join(ROOT, 'data') ? '' : ` --data ${data}`
  return `
Perch, a small app to try passkeys on, is at
  ${address}

Data folder   ${data}
Stop          Ctrl-C
Start fresh   npm start -- --fresh${elsewhere}

Your first passkey
  1. Open the address, sign up with a username and a password.
  2. Open "Login and authentication" in the account menu, choose "Add a passkey".
  3. Use the browser's own passkeys, or Keyward's authenticator: open "Use the command line instead",
     save the request as request.json, run
       npx keyward authenticator create --store my-passkeys.db < request.json
     and paste its answer into the page.
`
}
