import { decodeBase64url } from '@keyward/codec'
import type { AndroidCaller } from '../system/types.ts'

/**
 * The apps that may ask in the name of any web site: browsers, and what relays for them. By package
 * name the SHA-256 of the certificates that sign it, as base64url. `version` only ever grows.
 */
export interface PrivilegedList {
  readonly v: 1
  readonly version: number
  readonly apps: Readonly<Record<string, readonly string[]>>
}

/** Whether an app is on the list, by the certificate that signs it now. */
export function isPrivileged(list: PrivilegedList, caller: AndroidCaller): boolean {
  const [newest] = caller.certificates
  if (newest === undefined || !Object.hasOwn(list.apps, caller.packageName)) return false
  return list.apps[caller.packageName]?.includes(newest) === true
}

const MOST_APPS = 5000
const MOST_CERTIFICATES = 32

/** Reads a list from its JSON; undefined when it is none. Never throws. */
export function parsePrivilegedList(text: string): PrivilegedList | undefined {
  const value = jsonOf(text)
  if (!isObject(value) || value['v'] !== 1 || !isObject(value['apps'])) return undefined
  const { version } = value
  if (!Number.isSafeInteger(version) || (version as number) < 1) return undefined
  const entries = Object.entries(value['apps'])
  if (entries.length > MOST_APPS || !entries.every(([name, held]) => isApp(name, held)))
    return undefined
  return {
    v: 1,
    version: version as number,
    apps: Object.fromEntries(entries) as Record<string, readonly string[]>,
  }
}

function isApp(name: string, certificates: unknown): boolean {
  return (
    name.length > 0 &&
    name.length <= 256 &&
    Array.isArray(certificates) &&
    certificates.length <= MOST_CERTIFICATES &&
    certificates.every((certificate) => isHash(certificate))
  )
}

function isHash(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 43) return false
  try {
    return decodeBase64url(value).length === 32
  } catch {
    return false
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
