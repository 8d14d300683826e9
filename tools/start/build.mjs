import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runKept } from '../setup/processes.mjs'
import { step } from '../setup/steps.mjs'
import { Stop } from '../setup/stop.mjs'

/** What goes into the bundles: a change in any file below builds them again. */
const SOURCES = ['apps/web', 'apps/simulator', 'packages']
const EXTENSION_SOURCES = ['apps/extension', 'apps/web', 'packages']
const SOURCE_FILE = /\.(ts|tsx|css|html|json|png|svg)$/
const TEST_FILE = /\.test\.tsx?$/
const LEFT_OUT = new Set(['node_modules', 'dist', 'cases'])
const APPS = ['web', 'simulator']
/** In `dist`, names the sources that it was built from. */
const MARK = '.built-from'

/**
 * Builds the web app and the simulated phone, unless they are built from these very sources.
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} project
 */
export async function buildApps({ root, node, env }) {
  await step('apps', async (working) => {
    const sources = digestOf(root, SOURCES)
    const stale = APPS.filter((app) => markOf(root, app) !== sources)
    if (stale.length === 0) return { value: undefined, text: 'built already' }
    for (const app of stale) {
      working(`building apps/${app}`)
      const vite = join(root, 'node_modules/vite/bin/vite.js')
      const { code, output } = await runKept(node, [vite, 'build', '--logLevel', 'warn'], {
        cwd: join(root, 'apps', app),
        env: { ...env, NODE_ENV: 'production' },
      })
      if (code !== 0) {
        throw new Stop(
          `apps/${app} could not be built: settle what the lines above say, then run this again.`,
          { details: output },
        )
      }
      writeFileSync(join(root, 'apps', app, 'dist', MARK), sources)
    }
    return { value: undefined, text: `built ${stale.map((app) => `apps/${app}`).join(' and ')}` }
  })
}

/**
 * @param {string} root
 * @param {string} app
 */
function markOf(root, app) {
  const path = join(root, 'apps', app, 'dist', MARK)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/**
 * Builds the browser extension, unless it is built from these very sources.
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} project
 */
export async function buildExtension({ root, node, env }) {
  await step('extension', async (working) => {
    const sources = digestOf(root, EXTENSION_SOURCES)
    if (markOf(root, 'extension') === sources) return { value: undefined, text: 'built already' }
    working('building apps/extension')
    const entry = 'apps/extension/build/build.ts'
    const { code, output } = await runKept(node, ['--disable-warning=ExperimentalWarning', entry], {
      cwd: root,
      env,
    })
    if (code !== 0) {
      throw new Stop(
        'The extension could not be built: settle what the lines above say, then run this again.',
        { details: output },
      )
    }
    writeFileSync(join(root, 'apps/extension/dist', MARK), sources)
    return { value: undefined, text: 'built' }
  })
}

/**
 * @param {string} root
 * @param {readonly string[]} folders
 */
function digestOf(root, folders) {
  const hash = createHash('sha256')
  const files = ['package-lock.json', ...folders.flatMap((folder) => filesIn(root, folder))]
  for (const file of files.toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * The sources below a folder. This runs in the Node that a newcomer has, where `node:fs` has no glob.
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths from the root
 */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesIn(root, path)
    return SOURCE_FILE.test(entry.name) && !TEST_FILE.test(entry.name) ? [path] : []
  })
}
