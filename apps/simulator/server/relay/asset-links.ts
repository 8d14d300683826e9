import { SimulatorError } from '../error.ts'
import type { Incoming, Send } from './send.ts'

const TIMEOUT = 3_000
const LONGEST = 64 * 1024
const REDIRECTS = 3
const PATH = '/.well-known/assetlinks.json'
const RP_ID = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/

export interface AssetLinks {
  readonly status: number
  /** The file's text; only for a status of 200. */
  readonly body?: string
}

/**
 * Reads an app's asset links as a phone does: over https, within 3 seconds, at most 64 kB, and from
 * that host alone. Apps of this machine, which are named in the settings, have no https.
 *
 * @throws {SimulatorError} `relay.refused` for what is no domain name or sends on to another host;
 *   `relay.*` for what the network says
 */
export async function readAssetLinks(
  rpId: string,
  apps: ReadonlyMap<string, string>,
  send: Send,
): Promise<AssetLinks> {
  if (!RP_ID.test(rpId)) throw refused('this is no domain name')
  const local = apps.get(rpId)
  if (local === undefined && rpId.endsWith('.localhost')) {
    throw refused('this app of the machine is not in SIMULATOR_APPS')
  }
  // The app's own name stands in the address; where it listens is put in when it is sent.
  const home = new URL(PATH, local === undefined ? `https://${rpId}` : localOrigin(rpId, local))
  const deadline = Date.now() + TIMEOUT
  let url = home
  for (let count = 0; count <= REDIRECTS; count += 1) {
    const timeout = Math.max(1, deadline - Date.now())
    const answer = await send({ url, method: 'GET', headers: {}, timeout, limit: LONGEST })
    const next = redirection(answer, url)
    if (next === undefined) return linksOf(answer)
    if (next.origin !== home.origin) throw refused('it sends on to another host')
    url = next
  }
  throw refused('it sends on too often')
}

function localOrigin(rpId: string, address: string): string {
  const { protocol, port } = new URL(address)
  return `${protocol}//${rpId}${port === '' ? '' : `:${port}`}`
}

function redirection({ status, headers }: Incoming, from: URL): URL | undefined {
  const location = headers['location']
  if (status < 300 || status >= 400 || location === undefined) return undefined
  if (!URL.canParse(location, from.href)) throw refused('it sends on to nowhere')
  return new URL(location, from.href)
}

function linksOf({ status, body }: Incoming): AssetLinks {
  return status === 200 ? { status, body: new TextDecoder().decode(body) } : { status }
}

function refused(why: string): SimulatorError {
  return new SimulatorError('relay.refused', `These asset links are not read: ${why}.`)
}
