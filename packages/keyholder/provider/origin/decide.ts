import { decodeBase64url } from '@keyward/codec'
import { androidOrigin, type Caller, parseOrigin } from '@keyward/webauthn/client'
import type { AndroidCaller, BrowserCaller, SystemRequest } from '../system/types.ts'
import type { OriginReason } from './error.ts'
import type { LinkedApp, TrustedApp } from './known.ts'
import { isPrivileged, type PrivilegedList } from './privileged.ts'

/** What is known before anybody is asked. */
export interface OriginFacts {
  readonly privileged: PrivilegedList
  readonly linked: readonly LinkedApp[]
  readonly trusted: readonly TrustedApp[]
}

/** How a calling app stands to the RP ID that it asks for. */
export type OriginDecision =
  | { readonly kind: 'allowed'; readonly caller: Caller; readonly rpId?: string }
  /** Nothing that a person could say changes it. */
  | { readonly kind: 'refused'; readonly reason: OriginReason }
  /** The RP's asset links decide; `known` is what they said before. */
  | {
      readonly kind: 'links'
      readonly caller: Caller
      readonly rpId: string
      readonly known: LinkedApp | undefined
    }
  /** Only a person may let it through, who was warned. An RP ID that is empty means all sites. */
  | {
      readonly kind: 'ask'
      readonly reason: OriginReason
      readonly caller: Caller
      readonly trustFor: string
      readonly rpId?: string
    }

/**
 * Decides who calls. An iPhone has checked it already. Of a page its browser has attested the origin,
 * whose right to the RP ID the ceremony checks. On Android an app that sets an origin has to
 * be a browser of the list, by its newest certificate, since the system lets any app set one; an app
 * that sets none calls as itself, and a client data hash that it gives is not looked at.
 */
export function decideOrigin(
  request: SystemRequest,
  rpId: string | undefined,
  facts: OriginFacts,
): OriginDecision {
  if (request.platform === 'ios')
    return { kind: 'allowed', caller: platformCaller(request.clientDataHash) }
  if (request.platform === 'browser') return pageDecision(request.caller, rpId)
  const { caller } = request
  const [newest] = caller.certificates
  if (newest === undefined) return { kind: 'refused', reason: 'unsigned' }
  return caller.origin === undefined
    ? appDecision(caller, newest, rpId, facts)
    : browserDecision(caller, caller.origin, request.clientDataHash, rpId, facts)
}

function pageDecision(
  { origin, embedding }: BrowserCaller,
  asked: string | undefined,
): OriginDecision {
  const rpId = asked ?? hostOf(origin)
  return {
    kind: 'allowed',
    caller: { kind: 'origin', origin, ...(embedding === undefined ? {} : { embedding }) },
    ...(rpId === undefined ? {} : { rpId }),
  }
}

function browserDecision(
  app: AndroidCaller,
  origin: string,
  hash: string | undefined,
  asked: string | undefined,
  facts: OriginFacts,
): OriginDecision {
  const caller: Caller = hash === undefined ? { kind: 'origin', origin } : platformCaller(hash)
  const rpId = asked ?? hostOf(origin)
  const named = rpId === undefined ? {} : { rpId }
  if (isPrivileged(facts.privileged, app)) return { kind: 'allowed', caller, ...named }
  const trust = trustIn(app, '', facts.trusted)
  if (trust === 'trusted') return { kind: 'allowed', caller, ...named }
  const reason = trust === 'changed' ? 'signature-changed' : 'unknown-browser'
  return { kind: 'ask', reason, caller, trustFor: '', ...named }
}

function appDecision(
  app: AndroidCaller,
  newest: string,
  rpId: string | undefined,
  facts: OriginFacts,
): OriginDecision {
  if (rpId === undefined) return { kind: 'refused', reason: 'no-rp-id' }
  const caller: Caller = { kind: 'origin', origin: androidOrigin(decodeBase64url(newest)) }
  const trust = trustIn(app, rpId, facts.trusted)
  if (trust === 'trusted') return { kind: 'allowed', caller, rpId }
  if (trust === 'changed')
    return { kind: 'ask', reason: 'signature-changed', caller, trustFor: rpId, rpId }
  const known = facts.linked.find(
    (one) => one.rpId === rpId && one.packageName === app.packageName && one.certificate === newest,
  )
  return { kind: 'links', caller, rpId, known }
}

function platformCaller(hash: string): Caller {
  return { kind: 'platform', clientDataHash: decodeBase64url(hash) }
}

function trustIn(
  { packageName, certificates }: AndroidCaller,
  rpId: string,
  trusted: readonly TrustedApp[],
): 'trusted' | 'changed' | 'none' {
  const known = trusted.filter((one) => one.packageName === packageName && one.rpId === rpId)
  if (known.some(({ certificate }) => certificate === certificates[0])) return 'trusted'
  return known.length > 0 ? 'changed' : 'none'
}

/** Where a page leaves the RP ID out, it means its own host. */
function hostOf(origin: string): string | undefined {
  try {
    const parsed = parseOrigin(origin)
    return parsed.kind === 'web' ? parsed.host : undefined
  } catch {
    return undefined
  }
}
