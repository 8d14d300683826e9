import type { FromPage } from '../messages/page.ts'

const CALLS = ['create', 'get', 'conditional', 'signal', 'available', 'abort'] as const

/** Longer texts are not carried: the contract with the prompt has the same limit. */
const MOST_TEXT = 100_000

/** A message of the page; undefined when it is none. Total: whatever comes. */
export function readCall(data: unknown): FromPage | undefined {
  if (typeof data !== 'string' || data.length > 2 * MOST_TEXT) return undefined
  const value = parse(data)
  if (typeof value !== 'object' || value === null) return undefined
  const { id, call, options = '', method = '' } = value as Record<string, unknown>
  const known = CALLS.find((name) => name === call)
  if (!Number.isSafeInteger(id) || known === undefined) return undefined
  if (known === 'abort') return { id: id as number, call: known }
  if (typeof options !== 'string' || typeof method !== 'string') return undefined
  if (options.length > MOST_TEXT) return undefined
  return { id: id as number, call: known, options, method: method.slice(0, 64) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
