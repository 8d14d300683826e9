import { isAbsolute, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { Stop } from '../setup/stop.mjs'

const SERVER_PORT = 8700
const PERCH_PORT = 8701
const PHONE_PORT = 8702
const LAST_PORT = 65_535
const SEE_HELP = 'see `npm start -- --help`.'

export const START_HELP = `npm start [-- options]

Installs and builds what is missing, then runs on this machine: Keyward's server with its app, a
simulated phone, and Perch, a small app to try passkeys on.

  --port N         the server's port (${SERVER_PORT}); the next free one when it is taken
  --perch-port N   the port of Perch (${PERCH_PORT}); likewise
  --phone-port N   the port of the simulated phone (${PHONE_PORT}); likewise
  --data DIR       where all of them keep their data (data/ in the project)
  --fresh          empty that folder first; only one that npm start made
  --browser        also open Chromium with Keyward's extension in it, and Perch to try it on
  --help           this text
`

/**
 * @param {readonly string[]} args as given after `npm start --`
 * @param {{ root: string, from: string }} folders the project, and where relative paths begin
 */
export function readStartOptions(args, { root, from }) {
  const given = parse(args)
  return {
    help: given.help ?? false,
    fresh: given.fresh ?? false,
    browser: given.browser ?? false,
    port: readPort('--port', given.port, SERVER_PORT),
    perchPort: readPort('--perch-port', given['perch-port'], PERCH_PORT),
    phonePort: readPort('--phone-port', given['phone-port'], PHONE_PORT),
    data: given.data === undefined ? join(root, 'data') : absolute(from, given.data),
  }
}

/**
 * @param {string} from
 * @param {string} path an absolute one
 * @returns {string} the path as a person in that folder would write it
 */
export function shortPath(from, path) {
  const short = relative(from, path)
  return short === '' || short.startsWith('..') ? path : short
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        fresh: { type: 'boolean' },
        browser: { type: 'boolean' },
        port: { type: 'string' },
        'perch-port': { type: 'string' },
        'phone-port': { type: 'string' },
        data: { type: 'string' },
      },
    }).values
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const option = /'(-[^' ]*)/.exec(message)?.[1]
    if (message.startsWith('Unknown option')) {
      throw new Stop(`npm start has no option ${option}: ${SEE_HELP}`)
    }
    const argument = /argument '([^']*)'/.exec(message)?.[1]
    throw new Stop(
      `npm start can't use ${option ?? argument ?? 'these options'} in this way: ${SEE_HELP}`,
    )
  }
}

/**
 * @param {string} option
 * @param {string | undefined} text
 * @param {number} byDefault
 */
function readPort(option, text, byDefault) {
  if (text === undefined) return byDefault
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= LAST_PORT) return port
  throw new Stop(`${text} is no port: give ${option} a number from 1 to ${LAST_PORT}.`)
}

/**
 * @param {string} from
 * @param {string} path
 */
function absolute(from, path) {
  if (path === '') throw new Stop('--data names no folder: write --data DIR.')
  return isAbsolute(path) ? path : join(from, path)
}
