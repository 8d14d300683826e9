import { once } from 'node:events'
import { createServer } from 'node:net'
import { Stop } from '../setup/stop.mjs'

const TRIED = 20
const LAST_PORT = 65_535

/**
 * The first port from the wanted one on that nobody listens on, and that is not given away already.
 * Programs that name each other have to know their ports before they start.
 * @param {number} wanted
 * @param {ReadonlySet<number>} given
 * @returns {Promise<number>}
 */
export async function freePort(wanted, given = new Set()) {
  for (let port = wanted; port <= Math.min(wanted + TRIED, LAST_PORT); port += 1) {
    if (!given.has(port) && (await isFree(port))) return port
  }
  throw new Stop(
    `The ports from ${wanted} to ${wanted + TRIED} are all taken: end what listens there, or choose others (see \`npm start -- --help\`).`,
  )
}

/** @param {number} port */
async function isFree(port) {
  const probe = createServer()
  try {
    probe.listen(port, '127.0.0.1')
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}
