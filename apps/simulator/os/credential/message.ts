/** What an app or a page says to the system, by `postMessage`. Who it was is never in it. */
export type SystemMessage =
  | {
      readonly kind: 'create' | 'get'
      readonly id: string
      readonly options: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'verified'; readonly id: string; readonly report: object }

/** Characters of a message that the system still looks at. */
const LONGEST = 100_000

/** Reads one message. Undefined for everything that is none: other things are said between frames too. */
export function parseSystemMessage(value: unknown): SystemMessage | undefined {
  if (!isObject(value) || value['perch'] !== 'system' || value['v'] !== 1) return undefined
  const { id, kind, options, report } = value
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) return undefined
  if (kind === 'cancel') return { kind, id }
  if (kind === 'verified') return isPlain(report) ? { kind, id, report } : undefined
  if (kind !== 'create' && kind !== 'get') return undefined
  return isPlain(options) ? { kind, id, options } : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object that JSON can hold, and not too much of it. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false
  try {
    return JSON.stringify(value).length <= LONGEST
  } catch {
    return false
  }
}
