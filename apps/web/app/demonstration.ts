/**
 * Asks whether a demonstration is on.
 *
 * @returns the address of the simulated phone; undefined when there is none, and when the server
 *   can't be asked
 */
export async function fetchDemonstration(
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string | undefined> {
  try {
    const response = await fetch('/demonstration.json', { credentials: 'omit' })
    if (!response.ok) return undefined
    const answer: unknown = await response.json()
    return phoneOf(answer)
  } catch {
    return undefined
  }
}

function phoneOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('phone' in answer)) return undefined
  const url = typeof answer.phone === 'string' ? URL.parse(answer.phone) : null
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined
}
