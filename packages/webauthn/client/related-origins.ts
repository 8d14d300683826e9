import { encodeUtf8 } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'
import { parseOrigin, type WebOrigin } from './origin.ts'
import { requireRegistrableRpId } from './rp-id.ts'
import type { PublicSuffixes } from './suffixes.ts'

export interface WellKnownRequest {
  readonly url: string
  readonly credentials: 'omit'
  readonly referrerPolicy: 'no-referrer'
  /** UTF-8 bytes of the body above which reading stops and the fetch fails. */
  readonly maxBytes: number
}

export interface WellKnownResponse {
  /** After redirects. */
  readonly status: number
  readonly contentType: string | null
  readonly body: string
}

/**
 * Fetches one document without credentials and referrer. Redirects are followed to https only;
 * a failure of any kind, time-out included, rejects.
 */
export type WellKnownFetch = (request: WellKnownRequest) => Promise<WellKnownResponse>

export interface RelatedOriginQuestion {
  readonly origin: WebOrigin
  readonly rpId: string
  readonly suffixes: PublicSuffixes
  readonly fetchWellKnown: WellKnownFetch
}

/** Section 5.11 asks for at least five and for a limit; browsers hold to exactly five. */
const MAX_LABELS = 5
const MAX_BODY_BYTES = 256 * 1024
/** A host has at most 253 characters; the rest is for a port and stray space. */
const MAX_AUTHORITY_LENGTH = 300

/**
 * Resolves when the RP ID's list of related origins names the caller; rejects otherwise. Nothing is
 * fetched for an RP ID that is not a domain with a registrable domain.
 *
 * @throws WebAuthnError, always a SecurityError: `related-origins.unreachable`,
 * `related-origins.malformed`, `related-origins.not-listed`, or what `requireRegistrableRpId` throws.
 *
 * WebAuthn Level 3, section 5.11.1, "related origins validation procedure".
 */
export async function validateRelatedOrigin(question: RelatedOriginQuestion): Promise<void> {
  const { origin, rpId, suffixes, fetchWellKnown } = question
  requireRegistrableRpId(rpId, suffixes)
  // 1. maxLabels is MAX_LABELS.
  // 2. Fetch the well-known URL of the RP ID.
  const origins = readList(await fetchList(rpId, fetchWellKnown))
  // 3. Let labelsSeen be a new empty set.
  const labelsSeen = new Set<string>()
  // 4. For each originItem of origins:
  for (const item of origins) {
    // 4.1. Parse it as a URL; if that fails, continue.
    const url = readEntry(item)
    // 4.2. Take its effective domain; if that is null, continue.
    if (url === null || url.isIpAddress) continue
    // 4.3, 4.4. Take its registrable origin label; if that is empty or null, continue.
    const label = suffixes.registrableDomain(url.host)?.split('.')[0]
    if (label === undefined || label === '') continue
    // 4.5. If the labels are used up and this is a new one, continue.
    if (labelsSeen.size >= MAX_LABELS && !labelsSeen.has(label)) continue
    // 4.6. If callerOrigin and url are same origin, return true.
    if (url.serialized === origin.serialized) return
    // 4.7. Remember the label.
    labelsSeen.add(label)
  }
  // 5. Return false.
  throw new WebAuthnError(
    'related-origins.not-listed',
    `${rpId} does not list ${origin.serialized} among its related origins.`,
  )
}

async function fetchList(rpId: string, fetchWellKnown: WellKnownFetch): Promise<string> {
  const url = `https://${rpId}/.well-known/webauthn`
  let response: WellKnownResponse
  try {
    response = await fetchWellKnown({
      url,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      maxBytes: MAX_BODY_BYTES,
    })
  } catch (cause) {
    throw new WebAuthnError('related-origins.unreachable', `${url} could not be fetched.`, {
      cause,
    })
  }
  // 2.1. The fetch failed, the content type is not application/json, or the status is not 200.
  if (response.status !== 200) {
    throw new WebAuthnError(
      'related-origins.unreachable',
      `${url} answered with status ${response.status} instead of 200.`,
    )
  }
  if (!isJson(response.contentType)) {
    throw malformed(`${url} is not served as application/json`)
  }
  if (isLongerThan(response.body, MAX_BODY_BYTES)) {
    throw malformed(`${url} is larger than ${MAX_BODY_BYTES} bytes`)
  }
  return response.body
}

/** Whether the essence of a MIME type is application/json; parameters do no harm. */
function isJson(contentType: string | null): boolean {
  return /^[\t\n\r ]*application\/json[\t\n\r ]*(?:;|$)/i.test(contentType ?? '')
}

/** UTF-8 is never shorter than the count of UTF-16 units, so that most bodies are not encoded. */
function isLongerThan(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return true
  return text.length * 3 > maxBytes && encodeUtf8(text).length > maxBytes
}

function readList(body: string): readonly string[] {
  // 2.2. The body is not a valid JSON object.
  let list: unknown
  try {
    list = JSON.parse(body)
  } catch (cause) {
    throw malformed('the list of related origins is not JSON', cause)
  }
  if (typeof list !== 'object' || list === null || Array.isArray(list)) {
    throw malformed('the list of related origins is not a JSON object')
  }
  // 2.3. origins is missing, or is not an array of strings.
  const origins: unknown = 'origins' in list ? list.origins : undefined
  if (!Array.isArray(origins) || !origins.every((item) => typeof item === 'string')) {
    throw malformed('the list of related origins has no "origins" that is an array of strings')
  }
  return origins
}

/**
 * As much of a URL parser as a list of origins needs: space around the entry, letter case, a default
 * port and whatever follows the authority do no harm. Internationalised hosts must be A-labels.
 */
function readEntry(item: string): WebOrigin | null {
  const found = /^[\0- ]*(https?):\/\/([^/?#\\]*)/i.exec(item)
  if (found === null) return null
  const scheme = (found[1] ?? '').toLowerCase()
  const defaultPort = scheme === 'https' ? /:(?:443)?$/ : /:(?:80)?$/
  const written = found[2] ?? ''
  // Before the expressions below, whose time grows with the square of the length.
  if (written.length > MAX_AUTHORITY_LENGTH) return null
  const authority = written.replace(/[\0- ]+$/, '').replace(defaultPort, '')
  try {
    const origin = parseOrigin(`${scheme}://${lowerCaseAscii(authority)}`)
    return origin.kind === 'web' ? origin : null
  } catch {
    return null
  }
}

/** Not `toLowerCase` alone: that maps a few characters from outside ASCII into it. */
function lowerCaseAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function malformed(fault: string, cause?: unknown): WebAuthnError {
  const message = `Related origins cannot be read: ${fault}.`
  return new WebAuthnError('related-origins.malformed', message, { cause })
}
