import type { WellKnownFetch } from '@keyward/webauthn/client'

const TIMEOUT_MILLISECONDS = 10_000
const MOST_REDIRECTS = 5

/**
 * Fetches an RP's list of related origins as WebAuthn Level 3 section 5.11.1 asks: no credentials,
 * no referrer, https at every redirect, all of it within ten seconds.
 *
 * @param fetch stands in for the network in tests
 */
export function fetchWellKnownWith(fetch: typeof globalThis.fetch): WellKnownFetch {
  return async ({ url, credentials, referrerPolicy, maxBytes }) => {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS)
    let next = new URL(url)
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (next.protocol !== 'https:') throw new Error('A redirect leads away from https.')
      const response = await fetch(next, {
        credentials,
        referrerPolicy,
        signal,
        // Not 'follow': that would go through http on the way.
        redirect: 'manual',
        headers: { accept: 'application/json' },
      })
      const location = response.headers.get('location')
      if (!isRedirect(response.status) || location === null) {
        return {
          status: response.status,
          contentType: response.headers.get('content-type'),
          body: await readText(response, maxBytes),
        }
      }
      await response.body?.cancel()
      next = new URL(location, next)
    }
    throw new Error(`More than ${MOST_REDIRECTS} redirects.`)
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > maxBytes) throw new Error(`The body has more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks, length))
}
