import { encodeBase64url } from '@keyward/codec'
import { parseCertificateFingerprint } from '@keyward/webauthn/client'
import type { PublicSuffixes } from '@keyward/webauthn/client'
import type { AndroidCaller } from '../system/types.ts'

/** What a host answered; it is undefined when there was no answer. */
export interface LinksAnswer {
  readonly status: number
  readonly body?: string
}

const RELATIONS: ReadonlySet<unknown> = new Set([
  'delegate_permission/common.get_login_creds',
  'delegate_permission/common.handle_all_urls',
])

const MOST_STATEMENTS = 1000

/**
 * Whether a file of Digital Asset Links names the app: its package with one of its certificates,
 * those that the newest has taken over from included. Anything that is no such statement is passed
 * over, and a file that is none says nothing. Statements that a file includes from elsewhere are not
 * fetched. Never throws.
 */
export function namesApp(body: string, caller: AndroidCaller): boolean {
  const statements = jsonOf(body)
  if (!Array.isArray(statements)) return false
  return statements.slice(0, MOST_STATEMENTS).some((statement) => names(statement, caller))
}

/**
 * The hosts that may speak for an RP ID, in the order in which they are asked: its own, with `www.`
 * before it, and the domain that its owner has registered.
 */
export function hostsOf(rpId: string, suffixes: PublicSuffixes): string[] {
  const registrable = suffixes.registrableDomain(rpId)
  const hosts = [rpId, `www.${rpId}`, ...(registrable === null ? [] : [registrable])]
  return [...new Set(hosts)]
}

function names(statement: unknown, { packageName, certificates }: AndroidCaller): boolean {
  if (!isObject(statement) || !isObject(statement['target'])) return false
  const { relation, target } = statement
  if (!Array.isArray(relation) || !relation.some((one) => RELATIONS.has(one))) return false
  const { namespace, package_name: named, sha256_cert_fingerprints: prints } = target
  if (namespace !== 'android_app' || named !== packageName || !Array.isArray(prints)) return false
  return prints.some((print) => certificates.includes(certificateOf(print)))
}

/** As callers name it; empty when it is no fingerprint. */
function certificateOf(print: unknown): string {
  try {
    return encodeBase64url(parseCertificateFingerprint(String(print).toUpperCase()))
  } catch {
    return ''
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
