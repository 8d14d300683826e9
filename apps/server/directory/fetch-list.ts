import type { FetchList } from './refresh.ts'

const LIMITS = { bytes: 8_000_000, time: 30_000, redirects: 3 } as const

/**
 * Fetches the list that the operator has configured: https, redirects on the same host alone, at
 * most 8 MB in 30 seconds.
 */
export function listAt(address: string, ask: typeof fetch = fetch): FetchList {
  return async () => {
    try {
      return await follow(address, ask)
    } catch {
      return undefined
    }
  }
}

async function follow(address: string, ask: typeof fetch): Promise<string | undefined> {
  const signal = AbortSignal.timeout(LIMITS.time)
  let url = new URL(address)
  for (let redirects = 0; redirects <= LIMITS.redirects; redirects += 1) {
    const answer = await ask(url, { redirect: 'manual', signal, credentials: 'omit' })
    const location = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      const next = new URL(location, url)
      await answer.body?.cancel()
      if (next.origin !== url.origin) return undefined
      url = next
    } else return answer.ok ? await textOf(answer) : undefined
  }
  return undefined
}

async function textOf(answer: Response): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > LIMITS.bytes) return undefined
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}
