import type { WellKnownFetch, WellKnownResponse } from '@keyward/webauthn/client'

/** How long a site is waited for, in milliseconds. */
const PATIENCE = 5000

/**
 * Asks sites for their list of related origins, each once for as long as the page is open: https
 * alone, also after redirects, without cookies and referrer, and no more than the limit is read.
 */
export function wellKnownFetch(fetch: typeof globalThis.fetch): WellKnownFetch {
  const asked = new Map<string, Promise<WellKnownResponse>>()
  return ({ url, maxBytes }) => {
    const known = asked.get(url) ?? ask(fetch, url, maxBytes)
    asked.set(url, known)
    return known
  }
}

async function ask(
  fetch: typeof globalThis.fetch,
  url: string,
  maxBytes: number,
): Promise<WellKnownResponse> {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.url.startsWith('https://')) throw new TypeError('It led to no https address.')
  const contentType = response.headers.get('content-type')
  return { status: response.status, contentType, body: await textOf(response, maxBytes) }
}

async function textOf({ body }: Response, maxBytes: number): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new RangeError('The list is too long.')
    }
    text += decoder.decode(value, { stream: true })
  }
}
