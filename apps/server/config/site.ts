import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Address, isLocalName, isLoopback } from './address.ts'
import type { Reader } from './reader.ts'

export interface SiteConfig {
  /** The folder of the built web app, an absolute path; null: this server has none. */
  readonly web: string | null
  /** The folder of the help pages, an absolute path. */
  readonly help: string
  /** The origin of the simulated phone; null where there is none, as on every real server. */
  readonly simulator: string | null
}

/** What the server shows to browsers. */
export function readSite(reader: Reader, address: Address): SiteConfig {
  return {
    web: readFolder(reader, 'KEYWARD_WEB', 'index.html'),
    help:
      readFolder(reader, 'KEYWARD_HELP', '') ??
      fileURLToPath(new URL('../../../docs/help', import.meta.url)),
    simulator: readSimulator(reader, address),
  }
}

function readFolder(
  reader: Reader,
  name: 'KEYWARD_WEB' | 'KEYWARD_HELP',
  file: string,
): string | null {
  const text = reader.text(name)
  if (text === undefined) return null
  const folder = resolve(text)
  if (existsSync(join(folder, file))) return folder
  const what = file === '' ? 'is no folder' : `has no ${file}`
  reader.mistake(`${name} names ${folder}, which ${what}.`)
  return null
}

function readSimulator(reader: Reader, { host, origin }: Address): string | null {
  const text = reader.text('KEYWARD_SIMULATOR')
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.origin !== text || !isLocalName(url.hostname)) {
    reader.mistake(
      'KEYWARD_SIMULATOR is an origin on this machine, such as http://phone.localhost:8702.',
    )
    return null
  }
  const isLocal = isLoopback(host) && (origin === null || isLocalName(new URL(origin).hostname))
  if (!isLocal) {
    reader.mistake(
      'KEYWARD_SIMULATOR is for trying things on one machine: the simulated phone may not host a server that others reach.',
    )
    return null
  }
  return text
}
