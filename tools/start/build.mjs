import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runKept } from '../setup/processes.mjs'
import { step } from '../setup/steps.mjs'
import { Stop } from '../setup/stop.mjs'

/** What goes into the bundles: a change in any of these builds them again. */
const SOURCES = [
  'package-lock.json',
  'apps/{web,simulator}/**/*.{ts,tsx,css,html,json,svg}',
  'packages/**/*.{ts,tsx,css,json,svg}',
]
const APPS = ['web', 'simulator']
/** In `dist`, names the sources that it was built from. */
const MARK = '.built-from'

/**
 * Builds the web app and the simulated phone, unless they are built from these very sources.
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} project
 */
export async function buildApps({ root, node, env }) {
  await step('apps', async (working) => {
    const sources = digestOf(root)
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

/** @param {string} name */
function isLeftOut(name) {
  return /(^|\/)(node_modules|dist|cases)$/.test(name)
}

/** @param {string} root */
function digestOf(root) {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: isLeftOut }))
  for (const file of files.toSorted()) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}
