/** Names of members whose values never reach the log. */
const NEVER =
  /auth|cookie|token|secret|pass|proof|setup|record|address|email|body|sealed|wrapped|anchor|key|seed|kit|url|query|credential|nonce|challenge/i
/** Exceptions: what they match tells nothing. */
const ALWAYS: ReadonlySet<string> = new Set(['keyEpoch', 'authKind'])

const LONGEST_TEXT = 300
const MOST_MEMBERS = 30
const DEEPEST = 4

/** Errors whose messages are sentences of ours, or of the language, that hold nothing of anybody's. */
const SPEAKING: ReadonlySet<string> = new Set([
  'OperatorError',
  'StoreError',
  'LogError',
  'WorkspaceError',
  'CodecError',
  'ObjectError',
  'Refused',
  'PrimitivesError',
  'TypeError',
  'RangeError',
  'ReferenceError',
])

type Plain = Readonly<Record<string, unknown>>

/**
 * What of an object may be logged: secrets, addresses and contents are left out by the names of
 * their members, bytes by their type, long texts are cut. Errors become their kind, code and place;
 * what a foreign error says may quote a request, so it is left out.
 */
export function redact(given: object): Plain {
  return redactMembers(given, 0)
}

function redactMembers(given: object, depth: number): Plain {
  const members = Object.entries(given).slice(0, MOST_MEMBERS)
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      isHidden(name, value) ? '[left out]' : redactValue(value, depth + 1),
    ]),
  )
}

function isHidden(name: string, value: unknown): boolean {
  const tellsNothing = value === null || typeof value === 'boolean' || value === undefined
  return !tellsNothing && NEVER.test(name) && !ALWAYS.has(name)
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value
  }
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth > DEEPEST) return '[deeper]'
  if (Array.isArray(value)) {
    return value.slice(0, MOST_MEMBERS).map((each) => redactValue(each, depth + 1))
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return String(value.toJSON())
  return redactMembers(value, depth)
}

/** The kind of an error, its code and where it happened. */
function describeError(error: Error, depth: number): Plain {
  const { name, stack, cause } = error
  const { code, rule, errcode } = error as { code?: unknown; rule?: unknown; errcode?: unknown }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: name,
    ...(code === undefined ? {} : { code }),
    ...(rule === undefined ? {} : { rule }),
    ...(errcode === undefined ? {} : { errcode }),
    ...(SPEAKING.has(name) ? { message: redactValue(error.message, depth) } : {}),
    at: frames.slice(0, 12).map((line) => line.trim()),
    ...(cause instanceof Error && depth < DEEPEST
      ? { cause: describeError(cause, depth + 1) }
      : {}),
  }
}
