/** What decides whether a proxied request is the one that an answer was made for. */
export interface Asked {
  /** ASCII serialisation, as the browser attests it. */
  readonly origin: string
  readonly isCrossOrigin: boolean
  /** Base64url. */
  readonly challenge: string
  /** The effective one: Chromium fills in the host where the page named none. */
  readonly rpId: string
}

/**
 * Reads what Chromium hands to a proxy. No page can write `remoteDesktopClientOverride`: Chromium
 * puts its own in.
 *
 * @returns undefined for anything that is not as Chromium writes it
 */
export function readAsked(kind: 'create' | 'get', requestDetailsJson: string): Asked | undefined {
  const details = parseRecord(requestDetailsJson)
  const override = member(member(details, 'extensions'), 'remoteDesktopClientOverride')
  const origin = member(override, 'origin')
  const isSameOrigin = member(override, 'sameOriginWithAncestors')
  const challenge = member(details, 'challenge')
  const rpId = kind === 'create' ? member(member(details, 'rp'), 'id') : member(details, 'rpId')
  if (typeof origin !== 'string' || typeof isSameOrigin !== 'boolean') return undefined
  if (typeof challenge !== 'string' || typeof rpId !== 'string') return undefined
  return { origin, isCrossOrigin: !isSameOrigin, challenge, rpId }
}

/** The same of the text that a page script wrote. The host stands for an RP ID that is not there. */
export function readWritten(
  kind: 'create' | 'get',
  caller: { readonly origin: string; readonly isCrossOrigin: boolean },
  requestJson: string,
): Asked | undefined {
  const options = parseRecord(requestJson)
  const challenge = member(options, 'challenge')
  const rpId = kind === 'create' ? member(member(options, 'rp'), 'id') : member(options, 'rpId')
  if (typeof challenge !== 'string') return undefined
  return {
    ...caller,
    challenge,
    rpId: typeof rpId === 'string' ? rpId : new URL(caller.origin).hostname,
  }
}

export function isSame(one: Asked, other: Asked): boolean {
  return (
    one.origin === other.origin &&
    one.isCrossOrigin === other.isCrossOrigin &&
    one.challenge === other.challenge &&
    one.rpId === other.rpId
  )
}

function parseRecord(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
