import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from '../setup/processes.mjs'
import { originsOf } from './programs.mjs'

/**
 * Opens Chromium with a profile of its own in the data folder, the extension loaded, and three pages:
 * Keyward, Perch to try the extension on, and the extension's first screen. It ends with the programs.
 * @param {import('./programs.mjs').Places} places
 * @param {{ chromium: string, env: NodeJS.ProcessEnv }} how
 */
export function openBrowser(places, { chromium, env }) {
  const folder = join(places.root, 'apps/extension/dist/chromium')
  const { keyward, perch } = originsOf(places)
  const isRoot = process.getuid?.() === 0
  const flags = [
    `--user-data-dir=${join(places.data, 'browser')}`,
    `--load-extension=${folder}`,
    `--disable-extensions-except=${folder}`,
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses to run as root with its sandbox.
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
  /** @param {string[]} addresses */
  const open = (...addresses) => start(chromium, [...flags, ...addresses], { env, stdio: 'ignore' })
  const first = `chrome-extension://${extensionId(folder)}/app/index.html?server=${encodeURIComponent(keyward)}`
  // Pages of an extension are refused until it is loaded. This one joins the browser that runs.
  const joining = setTimeout(() => open(first), LOADED_MS)
  open(keyward, perch).once('close', (code) => {
    clearTimeout(joining)
    if (code !== 0 && code !== null)
      console.error(
        `Chromium ended with exit code ${code}. On a machine without a screen, load ${folder} into a browser elsewhere; everything else goes on.`,
      )
  })
}

/** How long Chromium takes to load the extension at most, in milliseconds. */
const LOADED_MS = 4000

/**
 * The id that Chromium gives to an extension whose manifest has a key: half of the key's SHA-256, in
 * the letters a to p.
 * @param {string} folder
 */
function extensionId(folder) {
  const { key } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex')
  const letters = Array.from(
    digest.slice(0, 32),
    (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)],
  )
  return letters.join('')
}
