import { checkRpId, type Origin, parseOrigin, routeRequest } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { CeremonyKind } from '../../messages/page.ts'
import type { Settings } from '../settings/settings.ts'
import type { Caller } from './attest.ts'
import { hasCredential, hasRpId } from './hints.ts'
import type { Asked } from './read-options.ts'

export interface Question {
  readonly kind: CeremonyKind
  readonly caller: Caller
  readonly asked: Asked
  readonly settings: Settings
  /** UTC milliseconds. */
  readonly now: number
  /** The origin of the extension's own pages. */
  readonly ownOrigin: string
}

/**
 * Whether Keyward claims a request. What its own rules refuse for sure (the RP ID, the policy of the
 * frame, a frame of another origin that creates without a click) is left to the browser as well,
 * which refuses it in its own words. Under the policy `only-matches` a new passkey is asked about
 * only where there is one already.
 */
export function decide(question: Question): 'keyward' | 'browser' {
  const { kind, caller, asked, settings, now, ownOrigin } = question
  const { embedding } = caller
  if (embedding?.allowedByPolicy === false) return 'browser'
  if (kind === 'create' && embedding?.userActivation === false) return 'browser'
  const found = rpIdFor(caller.origin, asked.rpId)
  if (found === undefined) return 'browser'
  const { hints, server } = settings
  const hasAnyForRpId = hints !== undefined && hasRpId(hints, found.rpId)
  if (settings.passkeys === 'only-matches' && kind === 'create' && !hasAnyForRpId) return 'browser'
  return routeRequest({
    operation: kind,
    callerOrigin: found.origin,
    ownOrigins: server === undefined ? [ownOrigin] : [ownOrigin, server],
    session: sessionOf(settings, now),
    passkeysEnabled: settings.passkeys !== 'off',
    neverHosts: settings.neverHosts,
    allowCredentials: asked.allowCredentials,
    holds: (ids) => hints !== undefined && hasCredential(hints, ids),
    hasAnyForRpId,
  })
}

/** Whether pages of this origin may count on Keyward at all. */
export function isAvailable(settings: Settings, origin: string): boolean {
  const found = rpIdFor(origin, undefined)
  if (found?.origin.kind !== 'web' || !settings.isMember || settings.passkeys !== 'on') return false
  return origin !== settings.server && !settings.neverHosts.includes(found.origin.host)
}

/** The RP ID of a request, without asking the network; undefined when its origin can't have it. */
export function rpIdFor(
  origin: string,
  rpId: string | undefined,
): { readonly origin: Origin; readonly rpId: string; readonly isRelated: boolean } | undefined {
  try {
    const caller = parseOrigin(origin)
    const found = checkRpId({ origin: caller, rpId, suffixes: publicSuffixes })
    return { origin: caller, rpId: found.rpId, isRelated: found.relation === 'unrelated' }
  } catch {
    return undefined
  }
}

function sessionOf({ isMember, unlockedUntil }: Settings, now: number) {
  if (!isMember) return 'logged-out'
  return unlockedUntil > now ? 'unlocked' : 'locked'
}
