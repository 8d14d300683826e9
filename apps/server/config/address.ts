import { isIP } from 'node:net'
import type { Reader } from './reader.ts'

const LOOPBACK = '127.0.0.1'
const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

export interface Address {
  readonly host: string
  readonly port: number
  readonly takeNextPort: boolean
  /** null stands for localhost and the port that is listened on. */
  readonly origin: string | null
  readonly rpId: string
  /** The ID of the browser extension whose own passkeys may sign in; null for none. */
  readonly extensionId: string | null
  readonly trustProxy: boolean
}

/** Whether only this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** Whether a host name always means this machine (RFC 6761). */
export function isLocalName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost')
}

/** Where the server listens, and as what it is known. */
export function readAddress(reader: Reader, hasTls: boolean): Address {
  const host = readHost(reader)
  const origin = readOrigin(reader)
  const trustProxy = reader.isYes('KEYWARD_TRUST_PROXY')
  checkReach(reader, { host, origin, trustProxy, hasTls })
  return {
    host,
    port: reader.port('KEYWARD_PORT', 8700),
    takeNextPort: reader.isYes('KEYWARD_PORT_NEXT'),
    origin,
    rpId: readRpId(reader, origin),
    extensionId: readExtensionId(reader),
    trustProxy,
  }
}

function readHost(reader: Reader): string {
  const host = reader.text('KEYWARD_HOST') ?? LOOPBACK
  if (isIP(host) !== 0 || HOST_NAME.test(host)) return host
  reader.mistake(`KEYWARD_HOST is an address of this machine, such as 0.0.0.0, not "${host}".`)
  return LOOPBACK
}

function readOrigin(reader: Reader): string | null {
  const text = reader.text('KEYWARD_ORIGIN')
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url === undefined || !isWeb || url.origin !== text) {
    // The text may have a password in it, where it is a URL by mistake.
    reader.mistake(
      'KEYWARD_ORIGIN is a scheme, a host and perhaps a port, in lower case and without a slash at the end, such as https://keyward.example.',
    )
    return null
  }
  if (url.hostname.startsWith('[') || isIP(url.hostname) !== 0) {
    reader.mistake(
      `KEYWARD_ORIGIN needs a host name, since passkeys work with no address: give ${url.hostname} a name, or use localhost.`,
    )
    return null
  }
  if (url.protocol === 'http:' && !isLocalName(url.hostname)) {
    reader.mistake(
      `KEYWARD_ORIGIN has to be https, since browsers and devices refuse plain HTTP on ${url.hostname}.`,
    )
    return null
  }
  return text
}

function checkReach(
  reader: Reader,
  {
    host,
    origin,
    trustProxy,
    hasTls,
  }: Pick<Address, 'host' | 'origin' | 'trustProxy'> & { hasTls: boolean },
): void {
  const isLocal = origin !== null && isLocalName(new URL(origin).hostname)
  if (reader.text('KEYWARD_ORIGIN') === undefined) {
    if (!isLoopback(host)) {
      reader.mistake(
        `KEYWARD_ORIGIN is needed when the server listens on ${host}: name the address that people type, such as https://keyward.example.`,
      )
    }
    return
  }
  if (origin === null || isLocal || hasTls || trustProxy) return
  reader.mistake(
    'Something has to do TLS: set KEYWARD_TLS_CERT and KEYWARD_TLS_KEY, or KEYWARD_TRUST_PROXY=yes when a proxy in front does it.',
  )
}

/** Fixed by the key in the manifest of the extension's Chromium package. */
const OWN_EXTENSION = 'foockifjjjaaibpcmnbocegnfamibjmf'

function readExtensionId(reader: Reader): string | null {
  const text = reader.text('KEYWARD_EXTENSION') ?? OWN_EXTENSION
  if (text === 'none') return null
  if (/^[a-p]{32}$/.test(text)) return text
  reader.mistake(
    `KEYWARD_EXTENSION is an ID of 32 letters from a to p, as Chromium shows it, or none, not "${text}".`,
  )
  return null
}

function readRpId(reader: Reader, origin: string | null): string {
  const hostname = origin === null ? 'localhost' : new URL(origin).hostname
  const rpId = reader.text('KEYWARD_RP_ID')
  // A mistake in the origin is told already.
  const isOriginKnown = origin !== null || reader.text('KEYWARD_ORIGIN') === undefined
  if (rpId === undefined) return hostname
  if (!HOST_NAME.test(rpId)) {
    reader.mistake(`KEYWARD_RP_ID is a lower-case host name without a port, not "${rpId}".`)
    return hostname
  }
  const isAbove = hostname.endsWith(`.${rpId}`) && rpId.includes('.')
  if (isOriginKnown && rpId !== hostname && !isAbove) {
    reader.mistake(`KEYWARD_RP_ID is ${hostname} or a domain above it, not "${rpId}".`)
  }
  return rpId
}
