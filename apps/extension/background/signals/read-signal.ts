import { readSiteSignal, type SiteSignal } from '@keyward/channel'

/** Reads a signal that a page script wrote down. Total; undefined for what is none. */
export function readSignal(method: string, text: string): SiteSignal | undefined {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  return readSiteSignal(wordsOf(method, value as Record<string, unknown>))
}

/** The members that the method has, by the names that they have here. */
function wordsOf(method: string, given: Readonly<Record<string, unknown>>): unknown {
  const { rpId, credentialId, userId, allAcceptedCredentialIds, name, displayName } = given
  switch (method) {
    case 'signalUnknownCredential':
      return { kind: 'unknown', rpId, credentialId }
    case 'signalAllAcceptedCredentials':
      return { kind: 'accepted', rpId, userId, credentialIds: allAcceptedCredentialIds }
    case 'signalCurrentUserDetails':
      return { kind: 'user', rpId, userId, name, displayName }
    default:
      return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
