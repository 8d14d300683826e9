/** What a site says of its accounts; ids are base64url. */
export type Signal =
  | { readonly kind: 'unknown'; readonly credentialId: string }
  | {
      readonly kind: 'accepted'
      readonly userId: string
      readonly credentialIds: readonly string[]
    }
  | {
      readonly kind: 'user'
      readonly userId: string
      readonly name: string
      readonly displayName: string
    }

const MOST_IDS = 256
const MOST_NAME = 1024
/** Ids have at most 1023 bytes. */
const ID = /^[\w-]{1,1364}$/

/** Reads a signal that a page script wrote down. Total; undefined for what is none. */
export function readSignal(
  name: string,
  text: string,
): { readonly rpId: string; readonly signal: Signal } | undefined {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  const given = value as Record<string, unknown>
  const { rpId } = given
  const signal = signalOf(name, given)
  return typeof rpId === 'string' && signal !== undefined ? { rpId, signal } : undefined
}

function signalOf(method: string, given: Record<string, unknown>): Signal | undefined {
  const { credentialId, userId, allAcceptedCredentialIds: ids, name, displayName } = given
  if (method === 'signalUnknownCredential')
    return isId(credentialId) ? { kind: 'unknown', credentialId } : undefined
  if (!isId(userId)) return undefined
  if (method === 'signalAllAcceptedCredentials') {
    if (!Array.isArray(ids) || ids.length > MOST_IDS || !ids.every(isId)) return undefined
    return { kind: 'accepted', userId, credentialIds: ids }
  }
  if (method !== 'signalCurrentUserDetails' || !isName(name) || !isName(displayName))
    return undefined
  return { kind: 'user', userId, name, displayName }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_NAME
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
