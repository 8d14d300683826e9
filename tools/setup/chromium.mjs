import { spawnSync } from 'node:child_process'
import { findOnPath, isProgram } from './places.mjs'
import { runKept } from './processes.mjs'
import { step } from './steps.mjs'
import { Stop } from './stop.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const INSTALL = ['install', '-y', '--no-install-recommends', 'chromium']
const QUIET = 'DEBIAN_FRONTEND=noninteractive'

/**
 * Finds a Chromium for the tests, or installs Debian's where that needs no password.
 * @returns {Promise<string>} the path of the program
 */
export function ensureChromium() {
  return step('chromium', async (working) => {
    const found = findChromium(process.env)
    if (found !== undefined) return { value: found, text: found }
    const prefix = administratorPrefix()
    if (prefix === undefined || findOnPath('apt-get', process.env) === undefined) {
      throw new Stop(
        'The tests need Chromium: install it with `sudo apt-get install chromium` (or set KEYWARD_CHROMIUM to the path of a Chromium or Chrome), then run the command again.',
      )
    }
    working('reading the package lists')
    // Stale lists often still name a version that can be had, so a failure here decides nothing yet.
    const lists = await runKept(...administrator(prefix, ['update']))
    working('installing with apt-get')
    const { code, output } = await runKept(...administrator(prefix, INSTALL))
    const installed = findChromium(process.env)
    if (code !== 0 || installed === undefined) {
      throw new Stop(
        "Chromium could not be installed: settle what apt-get's lines above say (or set KEYWARD_CHROMIUM to the path of a Chromium or Chrome), then run the command again.",
        { details: `${lists.code === 0 ? '' : lists.output}${output}` },
      )
    }
    return { value: installed, text: `${installed}, installed` }
  })
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} KEYWARD_CHROMIUM if it is set, else the first one on the path
 */
export function findChromium(env) {
  const wanted = env['KEYWARD_CHROMIUM']
  if (wanted === undefined || wanted === '') {
    return NAMES.map((name) => findOnPath(name, env)).find((path) => path !== undefined)
  }
  if (isProgram(wanted)) return wanted
  throw new Stop(
    `KEYWARD_CHROMIUM names ${wanted}, which is no program: set it to the path of a Chromium or Chrome, or unset it.`,
  )
}

/** @returns {string[] | undefined} what to put before an administrator's command, if it needs no password */
function administratorPrefix() {
  if (process.getuid?.() === 0) return []
  const free = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  return free ? ['sudo', '-n'] : undefined
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args of apt-get
 * @returns {[string, string[]]}
 */
function administrator(prefix, args) {
  const [command = 'env', ...rest] = [...prefix, 'env', QUIET, 'apt-get', '-q']
  return [command, [...rest, '-o', 'DPkg::Lock::Timeout=120', ...args]]
}
