import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'
import { endsInNumber, hostFault } from './host.ts'

export interface WebOrigin {
  readonly kind: 'web'
  readonly scheme: 'http' | 'https'
  /** ASCII lower case; an IPv6 address keeps its brackets. */
  readonly host: string
  /** Absent for the scheme's default port. */
  readonly port?: number
  readonly serialized: string
  readonly isIpAddress: boolean
}

export interface AndroidOrigin {
  readonly kind: 'android'
  /** Unpadded base64url of the 32-byte SHA-256 fingerprint of the app's signing certificate. */
  readonly keyHash: string
  readonly serialized: string
}

export type Origin = WebOrigin | AndroidOrigin

const ANDROID_PREFIX = 'android:apk-key-hash:'
const DEFAULT_PORTS = { http: '80', https: '443' } as const
const MAX_PORT = 65_535

/**
 * Reads the ASCII serialisation of an origin: `scheme://host[:port]` with http or https, or
 * `android:apk-key-hash:` and 43 characters of base64url. Only the one canonical spelling is read,
 * the one that browsers report; `serialized` of the result equals the text.
 *
 * Whether the origin may use passkeys at all (https, no IP address) is decided by `checkRpId`.
 *
 * @throws WebAuthnError `origin.malformed`, saying what was wrong. The text itself is not repeated:
 * it may carry a password.
 *
 * HTML, "ASCII serialization of an origin"; WHATWG URL, "host parsing".
 */
export function parseOrigin(text: string): Origin {
  if (text.startsWith(ANDROID_PREFIX)) return parseAndroidOrigin(text)
  return parseWebOrigin(text)
}

function parseAndroidOrigin(text: string): AndroidOrigin {
  const keyHash = text.slice(ANDROID_PREFIX.length)
  if (!/^[A-Za-z0-9_-]{43}$/.test(keyHash) || !isCanonicalBase64url(keyHash)) {
    throw malformed('an Android origin ends with 43 characters of base64url, which hold 32 bytes')
  }
  return { kind: 'android', keyHash, serialized: text }
}

function isCanonicalBase64url(text: string): boolean {
  try {
    return encodeBase64url(decodeBase64url(text)) === text
  } catch {
    return false
  }
}

function parseWebOrigin(text: string): WebOrigin {
  const scheme = schemeOf(text)
  const authority = text.slice(scheme.length + '://'.length)
  const tail = /[/?#\\]/.exec(authority)
  if (tail !== null) {
    throw malformed('an origin has no path, query or trailing slash: end it after the host or port')
  }
  if (authority.includes('@')) {
    throw malformed('an origin has no user name or password: leave out all up to the @')
  }
  const { host, portText, isIpv6 } = splitAuthority(authority)
  const fault = isIpv6 ? ipv6Fault(host) : hostFault(host)
  if (fault !== null) throw malformed(fault)
  const isIpAddress = isIpv6 || endsInNumber(host)
  const shared = { kind: 'web', scheme, host, serialized: text, isIpAddress } as const
  return portText === null ? shared : { ...shared, port: parsePort(portText, scheme) }
}

function schemeOf(text: string): 'http' | 'https' {
  if (text.startsWith('https://')) return 'https'
  if (text.startsWith('http://')) return 'http'
  if (text === '') throw malformed('it is empty')
  if (text === 'null') throw malformed('it is opaque ("null"): such a page cannot use passkeys')
  if (/^\s|\s$/.test(text)) throw malformed('it has white space around it: remove it')
  if (/^https?:\/\//i.test(text)) throw malformed('the scheme has upper-case letters')
  throw malformed(
    'it must begin with https:// (or http:// for localhost, or android:apk-key-hash:)',
  )
}

interface Authority {
  readonly host: string
  readonly portText: string | null
  readonly isIpv6: boolean
}

function splitAuthority(authority: string): Authority {
  const isIpv6 = authority.startsWith('[')
  const hostEnd = isIpv6 ? authority.indexOf(']') + 1 : authority.indexOf(':')
  if (isIpv6 && hostEnd === 0) throw malformed('the bracket of the IPv6 address is not closed')
  if (hostEnd === -1 || hostEnd === authority.length) {
    return { host: authority, portText: null, isIpv6 }
  }
  if (authority[hostEnd] !== ':') throw malformed('after an IPv6 address only a port may follow')
  return { host: authority.slice(0, hostEnd), portText: authority.slice(hostEnd + 1), isIpv6 }
}

/** Passkeys are refused on IP addresses anyway, so that the form is checked, not every group. */
function ipv6Fault(host: string): string | null {
  return /^\[(?=[^:]*:[^:]*:)[0-9a-f:.]{2,45}\]$/.test(host)
    ? null
    : 'the IPv6 address is not written in lower-case hexadecimal groups'
}

function parsePort(text: string, scheme: 'http' | 'https'): number {
  if (!/^(?:0|[1-9][0-9]{0,4})$/.test(text)) {
    throw malformed('the port must be a decimal number without leading zeros')
  }
  const port = Number(text)
  if (port > MAX_PORT) throw malformed(`the port is above ${MAX_PORT}`)
  if (text === DEFAULT_PORTS[scheme]) {
    throw malformed(`${text} is the default port of ${scheme}: leave it out`)
  }
  return port
}

function malformed(fault: string): WebAuthnError {
  return new WebAuthnError('origin.malformed', `This is not an origin: ${fault}.`)
}
