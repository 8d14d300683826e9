import { bindCaller, type WellKnownFetch } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { CeremonyKind } from '../../messages/page.ts'
import type { Caller } from './attest.ts'

/**
 * Whether the list of related origins of an RP ID names the caller. To be asked before anybody looks
 * at hints, and for every request alike: whether a prompt opens would tell any site which other
 * sites there are passkeys for.
 */
export async function isRelatedOrigin(
  kind: CeremonyKind,
  caller: Caller,
  rpId: string,
  fetchWellKnown: WellKnownFetch,
): Promise<boolean> {
  const { origin } = caller
  const client = { suffixes: publicSuffixes, fetchWellKnown }
  const asked = { type: `webauthn.${kind}` as const, challenge: new Uint8Array(), rpId }
  try {
    await bindCaller(client, { kind: 'origin', origin }, asked)
    return true
  } catch {
    return false
  }
}

/** How long a site is waited for, in milliseconds. */
const PATIENCE = 5_000

/** Asks by https alone, also after redirects, without cookies and referrer. */
export const fetchWellKnown: WellKnownFetch = async ({ url, maxBytes, ...how }) => {
  const signal = AbortSignal.timeout(PATIENCE)
  const response = await fetch(url, { ...how, cache: 'no-store', signal })
  if (!response.url.startsWith('https://')) throw new TypeError('It led to no https address.')
  const contentType = response.headers.get('content-type')
  return { status: response.status, contentType, body: await textOf(response, maxBytes) }
}

async function textOf({ body }: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let [size, text] = [0, '']
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw new RangeError('The list is too long.')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
