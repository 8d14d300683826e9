import { resolve } from 'node:path'
import { SimulatorError } from './error.ts'

export interface SimulatorSettings {
  /** The port to listen on; 0 takes any free one. */
  readonly port: number
  /** The origin of Keyward's server and pages. */
  readonly keyward: string
  /** The origin of Perch. */
  readonly perch: string
  /** Where the apps of this machine answer, by RP ID: they have no https of their own. */
  readonly apps: ReadonlyMap<string, string>
  /** Absolute path of a JSON file with demonstration people. */
  readonly demo: string | undefined
}

const RP_ID = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/

/**
 * Reads the `SIMULATOR_*` variables.
 *
 * @throws {SimulatorError} `config.invalid`, naming the variable
 */
export function readSettings(env: Record<string, string | undefined>): SimulatorSettings {
  const perch = readOrigin(
    'SIMULATOR_PERCH',
    env['SIMULATOR_PERCH'] || 'http://perch.localhost:8701',
  )
  return {
    port: readPort(env['SIMULATOR_PORT'] || '8702'),
    keyward: readOrigin('SIMULATOR_KEYWARD', env['SIMULATOR_KEYWARD'] || 'http://localhost:8700'),
    perch,
    apps: readApps(env['SIMULATOR_APPS'] || defaultApps(perch)),
    demo: env['SIMULATOR_DEMO'] ? resolve(env['SIMULATOR_DEMO']) : undefined,
  }
}

/** Perch alone, where it listens. */
function defaultApps(perch: string): string {
  const { hostname, port } = new URL(perch)
  return `${hostname}=http://127.0.0.1:${port}`
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw invalid(`SIMULATOR_PORT is a number from 0 to 65535, not "${text}".`)
}

function readOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.origin === text) return text
  throw invalid(`${name} is an origin such as "http://localhost:8700", not "${text}".`)
}

function readApps(text: string): Map<string, string> {
  return new Map(
    text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .map(readApp),
  )
}

function readApp(text: string): [string, string] {
  const at = text.indexOf('=')
  const rpId = text.slice(0, Math.max(at, 0))
  if (RP_ID.test(rpId)) return [rpId, readOrigin('SIMULATOR_APPS', text.slice(at + 1))]
  throw invalid(
    `SIMULATOR_APPS has pairs such as "perch.localhost=http://127.0.0.1:8701", not "${text}".`,
  )
}

function invalid(message: string): SimulatorError {
  return new SimulatorError('config.invalid', message)
}
