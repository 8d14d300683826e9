import { WebAuthnError } from '../error.ts'
import { endsInNumber, isPlainDomain, hostFault, isLocalhost, isNonAscii } from './host.ts'
import type { Origin, WebOrigin } from './origin.ts'
import type { PublicSuffixes } from './suffixes.ts'

export interface RpIdQuestion {
  readonly origin: Origin
  /** As the page gave it; absent means the origin's effective domain. */
  readonly rpId?: string | undefined
  readonly suffixes: PublicSuffixes
  /** Whether plain http is allowed on localhost and names below it. Default true. */
  readonly allowLocalhost?: boolean | undefined
}

export interface RpIdAnswer {
  readonly rpId: string
  /**
   * `same`: the origin's own host, or what an Android app asks for (its asset links decide).
   * `suffix`: a registrable domain suffix of the host. `unrelated`: allowed only when
   * `validateRelatedOrigin` finds the origin in the RP ID's list.
   */
  readonly relation: 'same' | 'suffix' | 'unrelated'
}

/** What other than lower-case letters, digits and hyphens browsers accept: the underscore alone. */
const RP_ID_CHARACTERS = /^[a-z0-9_.-]+$/

/**
 * Decides which RP ID a request is for and how the caller stands to it. Asks no network.
 *
 * @throws WebAuthnError, always a SecurityError: `origin.ip-address`, `origin.not-secure`,
 * `origin.no-rp-id`, `rp-id.malformed`, `rp-id.not-ascii`, `rp-id.ip-address`,
 * `rp-id.public-suffix`, `rp-id.not-a-suffix`.
 *
 * WebAuthn Level 3, section 5.1.3 step "rp.id" and section 5.1.4.1 step "rpId".
 */
export function checkRpId(question: RpIdQuestion): RpIdAnswer {
  const { origin, rpId, suffixes, allowLocalhost = true } = question
  if (origin.kind === 'android') {
    if (rpId === undefined) {
      throw new WebAuthnError(
        'origin.no-rp-id',
        'An Android app must name the RP ID that it wants.',
      )
    }
    requireRpIdSyntax(rpId)
    return { rpId, relation: 'same' }
  }
  requireSecureDomain(origin, allowLocalhost)
  if (rpId === undefined) return { rpId: effectiveDomain(origin), relation: 'same' }
  requireRpIdSyntax(rpId)
  if (rpId === origin.host) return { rpId, relation: 'same' }
  if (isRegistrableSuffixOrEqual(rpId, origin.host, suffixes)) return { rpId, relation: 'suffix' }
  requireRegistrableRpId(rpId, suffixes)
  if (suffixes.registrableDomain(origin.host) === null) {
    // Related origins are told apart by registrable domain: no list can name such a host.
    throw new WebAuthnError(
      'rp-id.not-a-suffix',
      `The RP ID ${rpId} is not the host ${origin.host} nor a domain above it.`,
    )
  }
  return { rpId, relation: 'unrelated' }
}

/**
 * Refuses an RP ID that is not a domain in ASCII lower case.
 *
 * @throws WebAuthnError `rp-id.malformed`, `rp-id.not-ascii`, `rp-id.ip-address`.
 */
export function requireRpIdSyntax(rpId: string): void {
  if (isPlainDomain(rpId)) return
  if (isNonAscii(rpId)) {
    throw new WebAuthnError(
      'rp-id.not-ascii',
      'The RP ID is not ASCII: give its A-label (punycode, xn--) form.',
    )
  }
  if (rpId.startsWith('[')) throw ipAddressRpId()
  const fault = hostFault(rpId)
  if (fault !== null) {
    throw new WebAuthnError('rp-id.malformed', `The RP ID is not a domain: ${fault}.`)
  }
  if (endsInNumber(rpId)) throw ipAddressRpId()
  if (!RP_ID_CHARACTERS.test(rpId)) {
    throw new WebAuthnError(
      'rp-id.malformed',
      'The RP ID is not a domain: it holds something other than letters, digits, hyphens and dots.',
    )
  }
}

/**
 * Refuses an RP ID that is not a domain or that is itself a public suffix.
 *
 * @throws WebAuthnError as `requireRpIdSyntax`, and `rp-id.public-suffix`.
 */
export function requireRegistrableRpId(rpId: string, suffixes: PublicSuffixes): void {
  requireRpIdSyntax(rpId)
  if (suffixes.registrableDomain(rpId) === null) {
    throw new WebAuthnError(
      'rp-id.public-suffix',
      `The RP ID ${rpId} is a public suffix, which no single site owns.`,
    )
  }
}

/**
 * HTML, "is a registrable domain suffix of or is equal to", for a suffix and an original host that
 * are both domains in ASCII lower case. Equal hosts are allowed even when they are public suffixes.
 */
export function isRegistrableSuffixOrEqual(
  hostSuffix: string,
  originalHost: string,
  suffixes: PublicSuffixes,
): boolean {
  // 1. If hostSuffixString is the empty string, return false.
  if (hostSuffix === '') return false
  // 2, 3. Parsing the suffix: `requireRpIdSyntax` has refused all that is not a domain.
  // 4. If hostSuffix does not equal originalHost:
  if (hostSuffix !== originalHost) {
    // 4.1. If either is not a domain, return false: an IP address has no suffixes.
    if (endsInNumber(hostSuffix) || endsInNumber(originalHost)) return false
    // 4.2. If hostSuffix, prefixed by a dot, does not match the end of originalHost, return false.
    if (!originalHost.endsWith(`.${hostSuffix}`)) return false
    // 4.3. If hostSuffix equals its own public suffix, or if hostSuffix, prefixed by a dot, matches
    // the end of originalHost's public suffix, return false.
    if (hostSuffix === suffixes.publicSuffix(hostSuffix)) return false
    if (suffixes.publicSuffix(originalHost)?.endsWith(`.${hostSuffix}`)) return false
    // 4.4. An assertion: originalHost's public suffix, prefixed by a dot, ends hostSuffix.
  }
  // 5. Return true.
  return true
}

function requireSecureDomain(origin: WebOrigin, allowLocalhost: boolean): void {
  if (origin.isIpAddress) {
    throw new WebAuthnError(
      'origin.ip-address',
      'Passkeys need a domain: a page at an IP address cannot use them.',
    )
  }
  if (origin.scheme === 'https') return
  if (allowLocalhost && isLocalhost(origin.host)) return
  throw new WebAuthnError(
    'origin.not-secure',
    allowLocalhost
      ? 'Passkeys need https; plain http is allowed on localhost only.'
      : 'Passkeys need https.',
  )
}

function effectiveDomain(origin: WebOrigin): string {
  try {
    requireRpIdSyntax(origin.host)
  } catch (cause) {
    throw new WebAuthnError('origin.no-rp-id', 'The host of this page cannot be an RP ID.', {
      cause,
    })
  }
  return origin.host
}

function ipAddressRpId(): WebAuthnError {
  return new WebAuthnError('rp-id.ip-address', 'An RP ID is a domain, never an IP address.')
}
