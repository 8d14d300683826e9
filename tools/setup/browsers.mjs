import { spawnSync } from 'node:child_process'
import { findOnPath, isProgram } from './places.mjs'
import { runKept } from './processes.mjs'
import { step } from './steps.mjs'
import { Stop } from './stop.mjs'

/**
 * A browser that tests drive.
 * @typedef {object} Browser
 * @property {string} title as a person calls it
 * @property {string} variable of the environment, which names another one
 * @property {readonly string[]} programs by the most wanted first
 * @property {string} debian the package
 */

/** @type {Readonly<Record<'chromium' | 'firefox', Browser>>} */
export const BROWSERS = {
  chromium: {
    title: 'Chromium',
    variable: 'KEYWARD_CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variable: 'KEYWARD_FIREFOX',
    programs: ['firefox-esr', 'firefox'],
    debian: 'firefox-esr',
  },
}

const QUIET = 'DEBIAN_FRONTEND=noninteractive'

/**
 * Finds the browsers that are wanted, or installs Debian's where that needs no password.
 * @param {readonly (keyof typeof BROWSERS)[]} wanted
 * @returns {Promise<Record<string, string>>} the path of each by its variable of the environment
 */
export async function ensureBrowsers(wanted) {
  /** @type {Record<string, string>} */
  const places = {}
  for (const name of wanted) {
    const browser = BROWSERS[name]
    places[browser.variable] = await ensureBrowser(name, browser)
  }
  return places
}

/**
 * @param {string} name
 * @param {Browser} browser
 * @returns {Promise<string>} the path of the program
 */
function ensureBrowser(name, { title, variable, programs, debian }) {
  return step(name, async (working) => {
    const found = findBrowser({ variable, programs, title }, process.env)
    if (found !== undefined) return { value: found, text: found }
    const instead = `(or set ${variable} to the path of one)`
    const prefix = administratorPrefix()
    if (prefix === undefined || findOnPath('apt-get', process.env) === undefined) {
      throw new Stop(
        `${title} is needed: install it with \`sudo apt-get install ${debian}\` ${instead}, then run the command again.`,
      )
    }
    working('reading the package lists')
    // Stale lists often still name a version that can be had, so a failure here decides nothing yet.
    const lists = await runKept(...administrator(prefix, ['update']))
    working('installing with apt-get')
    const install = ['install', '-y', '--no-install-recommends', debian]
    const { code, output } = await runKept(...administrator(prefix, install))
    const installed = findBrowser({ variable, programs, title }, process.env)
    if (code !== 0 || installed === undefined) {
      throw new Stop(
        `${title} could not be installed: settle what apt-get's lines above say ${instead}, then run the command again.`,
        { details: `${lists.code === 0 ? '' : lists.output}${output}` },
      )
    }
    return { value: installed, text: `${installed}, installed` }
  })
}

/**
 * @param {Pick<Browser, 'variable' | 'programs' | 'title'>} browser
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} what its variable names if that is set, else the first one on the path
 */
export function findBrowser({ variable, programs, title }, env) {
  const wanted = env[variable]
  if (wanted === undefined || wanted === '') {
    return programs.map((name) => findOnPath(name, env)).find((path) => path !== undefined)
  }
  if (isProgram(wanted)) return wanted
  throw new Stop(
    `${variable} names ${wanted}, which is no program: set it to the path of ${title}, or unset it.`,
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
