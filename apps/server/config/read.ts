import { join, resolve } from 'node:path'
import type { SignUpMode } from '@keyward/protocol'
import { type Address, isLocalName, isLoopback, readAddress } from './address.ts'
import { OperatorError } from './error.ts'
import { type MetricsAccess, readMetrics, readTls, type Tls } from './files.ts'
import { type MailConfig, readMail } from './mail.ts'
import { type Environment, Reader } from './reader.ts'
import { unknownSettings } from './settings.ts'
import { readSite, type SiteConfig } from './site.ts'

/** Absolute paths of what the server keeps. */
export interface Places {
  readonly folder: string
  readonly database: string
  readonly secrets: string
  /** The signer's own store. */
  readonly signer: string
  /** Says that a database was made here, and to which secrets it belongs. */
  readonly installation: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** What the environment asks for, checked. */
export interface Config extends Address {
  readonly places: Places
  readonly signUp: SignUpMode
  readonly tls: Tls | null
  readonly mail: MailConfig | null
  readonly logLevel: LogLevel
  readonly metrics: MetricsAccess
  readonly site: SiteConfig
  /** Where a list of apps is fetched from every day; null for nowhere. */
  readonly directoryUrl: string | null
  /** Addresses of the members who can reach this machine; null where none are named. */
  readonly operators: readonly string[] | null
}

/**
 * Reads the `KEYWARD_*` variables that `SETTINGS` names. A variable with that beginning which it
 * does not name is a mistake too. Files that are named are read.
 *
 * @throws {OperatorError} `config.mistakes` with one line for each mistake, all of them
 */
export function readConfig(env: Environment): Config {
  const reader = new Reader(env)
  for (const name of unknownSettings(env)) {
    reader.mistake(`${name} is no setting of the server: "admin settings" lists those there are.`)
  }
  const tls = readTls(reader)
  const address = readAddress(reader, tls !== null)
  const config: Config = {
    ...address,
    places: readPlaces(env),
    signUp: readSignUp(reader, address),
    tls,
    mail: readMail(reader),
    logLevel: reader.choice('KEYWARD_LOG', ['info', 'debug', 'warn', 'error', 'silent']),
    metrics: readMetrics(reader),
    site: readSite(reader, address),
    directoryUrl: readDirectoryUrl(reader),
    operators: readOperators(reader),
  }
  if (reader.mistakes.length === 0) return config
  throw new OperatorError('config.mistakes', reader.mistakes.join('\n'))
}

/** Where things are kept, whatever else is wrong with the settings. */
export function readPlaces(env: Environment): Places {
  const folder = resolve(env['KEYWARD_DATA'] || 'data/server')
  return {
    folder,
    database: join(folder, 'keyward.sqlite'),
    secrets: env['KEYWARD_SECRETS']
      ? resolve(env['KEYWARD_SECRETS'])
      : join(folder, 'secrets.json'),
    signer: env['KEYWARD_SIGNER']
      ? resolve(env['KEYWARD_SIGNER'])
      : join(folder, 'signer', 'signer.sqlite'),
    installation: join(folder, 'installation.json'),
  }
}

/** The origin, with the port that is really listened on where none was set. */
export function originOf(config: Pick<Config, 'origin' | 'tls'>, port: number): string {
  if (config.origin !== null) return config.origin
  return new URL(`${config.tls === null ? 'http' : 'https'}://localhost:${port}`).origin
}

function readSignUp(reader: Reader, { host, origin }: Address): SignUpMode {
  const mode = reader.choice('KEYWARD_SIGNUP', ['setup-code', 'invite', 'open'])
  const isSaidTwice = reader.isYes('KEYWARD_SIGNUP_OPEN_ANYWHERE')
  const isLocal = isLoopback(host) && (origin === null || isLocalName(new URL(origin).hostname))
  if (mode === 'open' && !isLocal && !isSaidTwice) {
    reader.mistake(
      'KEYWARD_SIGNUP=open lets anybody who reaches this server create a workspace: say KEYWARD_SIGNUP_OPEN_ANYWHERE=yes as well if that is wanted.',
    )
  }
  return mode
}

function readDirectoryUrl(reader: Reader): string | null {
  const text = reader.text('KEYWARD_DIRECTORY_URL')
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return text
  reader.mistake('KEYWARD_DIRECTORY_URL is an https address without a user or password in it.')
  return null
}

function readOperators(reader: Reader): readonly string[] | null {
  const text = reader.text('KEYWARD_OPERATORS')
  if (text === undefined) return null
  const addresses = text.split(',').map((address) => address.trim())
  return addresses.filter((address) => address !== '')
}
