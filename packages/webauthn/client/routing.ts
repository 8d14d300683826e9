import type { CredentialDescriptor } from './options/types.ts'
import type { Origin } from './origin.ts'

export interface RoutingFacts {
  readonly operation: 'create' | 'get'
  readonly callerOrigin: Origin
  /** Serialised origins of Keyward itself: the vault must never unlock itself with itself. */
  readonly ownOrigins: readonly string[]
  readonly session: 'logged-out' | 'locked' | 'unlocked'
  /** The person's setting. */
  readonly passkeysEnabled: boolean
  /** Hosts, each for itself alone, where the person wants the browser to answer. */
  readonly neverHosts: readonly string[]
  /** Empty for create, and for a get that asks for a discoverable credential. */
  readonly allowCredentials: readonly CredentialDescriptor[]
  /** Whether any of these credential IDs is known to be in the vault. */
  readonly holds: (ids: readonly Uint8Array[]) => boolean
  /** Whether the vault is known to have any passkey for the RP ID of the request. */
  readonly hasAnyForRpId: boolean
}

const SECURITY_KEY_TRANSPORTS: ReadonlySet<string> = new Set(['usb', 'nfc', 'ble'])

/**
 * Decides, before anything is shown, whether Keyward claims a request or leaves it to the browser.
 *
 * - Keyward's own pages, a logged-out session, passkeys switched off and hosts on the never-list go
 *   to the browser without interference.
 * - Create is claimed, also when locked: the prompt offers the browser before it asks to unlock.
 * - Get without a list of credentials is claimed when there is a passkey for the RP ID.
 * - Get with a list that names a held passkey is claimed whatever transports the site noted for it:
 *   they describe where the credential was made, or nothing, and would lock people out.
 * - Get with a list that names none: unlocked, this is certain, and the browser answers at once.
 *   Locked, IDs may not be readable yet. If there is a passkey for the RP ID, and the list leaves
 *   open that it is meant (transports missing, empty, or other than a security key's), the request
 *   is claimed and the prompt offers to unlock. If every entry can only be a security key, or
 *   nothing hints at a match, the browser answers without a prompt.
 */
export function routeRequest(facts: RoutingFacts): 'keyward' | 'browser' {
  if (isLeftAlone(facts)) return 'browser'
  if (facts.operation === 'create') return 'keyward'
  const { allowCredentials, hasAnyForRpId } = facts
  if (allowCredentials.length === 0) return hasAnyForRpId ? 'keyward' : 'browser'
  if (facts.holds(allowCredentials.map(({ id }) => id))) return 'keyward'
  if (facts.session === 'unlocked') return 'browser'
  return hasAnyForRpId && !allowCredentials.every(isSecurityKeyOnly) ? 'keyward' : 'browser'
}

function isLeftAlone(facts: RoutingFacts): boolean {
  const { callerOrigin } = facts
  if (facts.ownOrigins.includes(callerOrigin.serialized)) return true
  if (facts.session === 'logged-out' || !facts.passkeysEnabled) return true
  return callerOrigin.kind === 'web' && facts.neverHosts.includes(callerOrigin.host)
}

function isSecurityKeyOnly({ transports }: CredentialDescriptor): boolean {
  return transports.length > 0 && transports.every((name) => SECURITY_KEY_TRANSPORTS.has(name))
}
