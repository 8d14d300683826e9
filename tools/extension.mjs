import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setUp } from './setup.mjs'
import { stopOnSignals } from './setup/processes.mjs'
import { runCommand } from './setup/stop.mjs'
import { buildExtension } from './start/build.mjs'

const HELP = `npm run extension

Builds the browser extension for Chromium and for Firefox: a folder of each to load, and a zip of
each that has the same bytes whenever and wherever it is built.
`

stopOnSignals()
await runCommand(async () => {
  if (process.argv.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const how = await setUp({ browsers: [] })
  await buildExtension(how)
  console.log(howToLoad(how.root, process.env['INIT_CWD'] ?? process.cwd()))
  return 0
})

/**
 * @param {string} root
 * @param {string} from where the person stands
 */
function howToLoad(root, from) {
  const { version } = JSON.parse(readFileSync(join(root, 'apps/extension/package.json'), 'utf8'))
  /** @param {string} name */
  const place = (name) => relative(from, join(root, 'apps/extension/dist', name)) || '.'
  return `
Chromium, Chrome, Edge   ${place('chromium')}
  chrome://extensions: turn on "Developer mode", then "Load unpacked" and this folder.

Firefox                  ${place('firefox')}
  about:debugging#/runtime/this-firefox: "Load Temporary Add-on" and its manifest.json.

Zips for stores          ${place(`keyward-chromium-${version}.zip`)}
                         ${place(`keyward-firefox-${version}.zip`)}
`
}
