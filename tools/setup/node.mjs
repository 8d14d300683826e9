import { spawnSync } from 'node:child_process'
import { dirname, delimiter, join } from 'node:path'
import { isProgram, pathFolders } from './places.mjs'
import { step } from './steps.mjs'
import { Stop } from './stop.mjs'

const NODE_MAJOR = 24
const SETUP_MAJOR = 20

/** @param {string} version such as `v24.1.0` */
export function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0)
}

/**
 * Refuses a Node that is too old even to install the packages with.
 * @param {string} version
 */
export function requireSetupNode(version) {
  if (majorOf(version) >= SETUP_MAJOR) return
  throw new Stop(
    `This is Node ${version}: install Node ${SETUP_MAJOR} or later, then run the command again.`,
  )
}

/**
 * Finds the Node that the project runs on: the running one if it is new enough, else the one that
 * came with the packages (Linux on x64 and arm64).
 * @param {string} root
 * @returns {Promise<string>} the path of the program
 */
export function ensureNode(root) {
  return step('node', async () => {
    const running = { path: process.execPath, version: process.version }
    const bundled = `node_modules/node-${process.platform}-${process.arch}/bin/node`
    const found = chooseNode([running, readNode(join(root, bundled))])
    return { value: found.path, text: found.version }
  })
}

/**
 * @typedef {{ path: string, version: string }} NodeProgram
 * @param {readonly (NodeProgram | undefined)[]} candidates the running one first
 * @returns {NodeProgram} the first that is new enough
 */
export function chooseNode(candidates) {
  const found = candidates.find((node) => node && majorOf(node.version) >= NODE_MAJOR)
  if (found !== undefined) return found
  throw new Stop(
    `Keyward needs Node ${NODE_MAJOR}, and npm has no copy of it that runs on this machine (${process.platform} ${process.arch}): install Node ${NODE_MAJOR} from nodejs.org, then run the command again.`,
  )
}

/**
 * The environment of everything that the project runs: its own programs first, `node` being the
 * chosen one.
 * @param {string} root
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(root, node, env) {
  const first = [dirname(node), join(root, 'node_modules/.bin')]
  const rest = pathFolders(env).filter((folder) => !first.includes(folder))
  return { ...env, PATH: [...first, ...rest].join(delimiter) }
}

/** @param {string} path */
function readNode(path) {
  if (!isProgram(path)) return undefined
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return status === 0 ? { path, version: stdout.trim() } : undefined
}
