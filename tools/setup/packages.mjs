import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findMisfit } from './packages-fit.mjs'
import { machineEnv } from './places.mjs'
import { runKept } from './processes.mjs'
import { step } from './steps.mjs'
import { Stop } from './stop.mjs'

const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|E(SOCKET)?TIMEDOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/
const PATIENCE = [
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=8000',
]

/**
 * Makes node_modules what package-lock.json asks for. Does nothing, and needs no network, when it is
 * that already; an installation that no longer fits is kept while there is no network to replace it.
 * @param {string} root
 */
export function ensurePackages(root) {
  return step('packages', async (working) => {
    const misfit = readMisfit(root)
    if (misfit === undefined) return { value: undefined, text: 'ready' }
    if (existsSync(join(root, 'node_modules'))) await refuseWithoutRegistry(root, misfit)
    working('installing with npm ci')
    const { code, output } = await npm(root, ['ci', '--no-audit', '--no-fund', ...PATIENCE])
    if (code !== 0) throw new Stop(adviceFor(output), { details: output })
    return { value: undefined, text: 'installed' }
  })
}

/**
 * @param {string} output of a failed `npm ci`
 * @returns {string} what to do about it
 */
export function adviceFor(output) {
  if (NO_NETWORK.test(output)) {
    return "The packages could not be downloaded because npm's registry can't be reached: check the network (or npm's proxy and registry settings), then run the command again."
  }
  if (output.includes('EUSAGE')) {
    return 'package-lock.json does not match a package.json: run `npm install`, then run the command again.'
  }
  if (output === '') return 'npm could not be started: install npm, then run the command again.'
  return "The packages could not be installed: settle what npm's lines above say, then run the command again."
}

/** @param {string} root */
function readMisfit(root) {
  const lock = readJson(join(root, 'package-lock.json'))
  if (lock === undefined) {
    throw new Stop(
      'package-lock.json is missing: restore it with `git checkout package-lock.json`.',
    )
  }
  return findMisfit({
    lock,
    installed: readJson(join(root, 'node_modules/.package-lock.json')),
    manifest: (folder) => readJson(join(root, folder, 'package.json')),
    exists: (path) => existsSync(join(root, path, 'package.json')),
    machine: { os: process.platform, cpu: process.arch },
  })
}

/**
 * `npm ci` removes node_modules before it downloads, so the network is tried first.
 * @param {string} root
 * @param {string} misfit
 */
async function refuseWithoutRegistry(root, misfit) {
  const { code, output } = await npm(root, ['ping', '--fetch-retries=0', '--fetch-timeout=10000'])
  if (code === 0 || !NO_NETWORK.test(output)) return
  throw new Stop(
    `The installed packages are out of date (${misfit}) and npm's registry can't be reached: check the network, then run the command again.`,
    { details: output },
  )
}

/**
 * npm takes long to heed Ctrl-C. It writes its record of an installation last, so half an installation
 * is known for what it is by the next run.
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  return runKept('npm', args, { cwd: root, env: machineEnv(process.env), disposable: true })
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
