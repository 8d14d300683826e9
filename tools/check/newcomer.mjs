import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * What a newcomer types, in the Node that runs this file: the one of the machine, which may be older
 * than the one that the project brings along. Each command has to tell what it is for, and
 * `npm start` has to serve its first screen and end when it is told to.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const HELPS = ['start', 'demo', 'extension', 'test']
const PATIENCE_MS = 180_000

for (const name of HELPS) {
  const child = run([`tools/${name}.mjs`, '--help'], 'ignore')
  const [code] = await once(child, 'close')
  if (code !== 0) fail(`tools/${name}.mjs --help ended with exit code ${code}`)
}

const data = mkdtempSync(join(tmpdir(), 'keyward-newcomer-'))
const child = run(['tools/start.mjs', '--data', join(data, 'data')], 'pipe')
const closed = once(child, 'close')
process.once('exit', () => child.kill('SIGTERM'))
const late = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS)
try {
  const page = await (await fetch(await address(child))).text()
  if (!/<title>Keyward<\/title>/.test(page)) fail('npm start serves no page of Keyward')
  child.kill('SIGINT')
  const [code] = await closed
  if (code !== 130) fail(`npm start was interrupted and ended with exit code ${code}, not 130`)
} finally {
  clearTimeout(late)
  rmSync(data, { recursive: true, force: true })
}
console.log(`Node ${process.version} tells what each command does, and npm start serves the app.`)

/**
 * @param {readonly string[]} args
 * @param {'ignore' | 'pipe'} output
 */
function run(args, output) {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', output, 'inherit'] })
}

/**
 * @param {import('node:child_process').ChildProcess} program
 * @returns {Promise<string>} where it says that it is
 */
async function address({ stdout }) {
  if (stdout === null) throw new TypeError('no pipe to read from')
  for await (const line of createInterface(stdout)) {
    const found = /Open\s+(http\S+)/.exec(line)?.[1]
    if (found !== undefined) {
      // Whatever else it prints must not fill the pipe.
      stdout.resume()
      return found
    }
  }
  return fail('npm start ended before it named an address')
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
  console.error(`${reason}.`)
  process.exit(1)
}
