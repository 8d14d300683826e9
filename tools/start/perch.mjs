import { createInterface } from 'node:readline'
import { ended, start } from '../setup/processes.mjs'
import { Stop } from '../setup/stop.mjs'

const READY = /^Perch is ready at (http\S+)$/

/**
 * Runs Perch until it ends. What it prints is passed on, but for the line that tells its address.
 * @param {object} perch
 * @param {string} perch.node
 * @param {string} perch.root
 * @param {NodeJS.ProcessEnv} perch.env
 * @param {(address: string) => void} perch.onReady
 * @returns {Promise<void>} once it has been told to end; refuses when it ends by itself
 */
export async function runPerch({ node, root, env, onReady }) {
  let ready = false
  const child = start(node, ['apps/relying-party/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('no pipe to read from')
  createInterface(child.stdout).on('line', (line) => {
    const address = READY.exec(line)?.[1]
    if (address === undefined) return console.log(line)
    ready = true
    onReady(address)
  })
  const code = await ended(child)
  if (ready && code === 0) return
  throw new Stop(
    ready
      ? `Perch ended by itself (exit code ${code}): settle what its lines above say, then run \`npm start\` again.`
      : `Perch could not start (exit code ${code}): settle what its lines above say, then run \`npm start\` again.`,
  )
}
