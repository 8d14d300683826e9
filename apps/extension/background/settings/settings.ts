/** What the extension's pages, the browser's managed policy and the background itself keep. */
export interface Settings {
  /** Whether somebody is signed in on this device. */
  readonly isMember: boolean
  readonly passkeys: 'on' | 'only-matches' | 'off'
  readonly neverHosts: readonly string[]
  /** The origin of the workspace's server, whose own passkeys are never ours. */
  readonly server: string | undefined
  readonly hints: Hints | undefined
  /** UTC milliseconds until which the vault is unlocked; 0 when it is locked. */
  readonly unlockedUntil: number
}

/** What there are passkeys for, without names: each is a salted hash, see `hints.ts`. */
export interface Hints {
  readonly salt: string
  readonly generation: number
  readonly rpIds: readonly string[]
  readonly credentials: readonly string[]
  /** For each credential the place of its RP ID in `rpIds`. */
  readonly rpIdOf: readonly number[]
}

/** Where what is kept stands in the browser's storage areas. */
export const KEYS = {
  member: 'keyward.member',
  hints: 'keyward.hints',
  server: 'keyward.server',
  never: 'keyward.never',
  policy: 'keyward.policy',
  prompt: 'keyward.prompt',
  unlocked: 'keyward.unlocked',
  request: 'keyward.request.',
} as const

type Kept = Readonly<Record<string, unknown>>

/** Reads what was kept. Total: what is not as it should be counts as absent. Policy locks a setting. */
export function readSettings(local: Kept, session: Kept): Settings {
  const { passkeys, neverHosts, serverUrl } = (local[KEYS.policy] ?? {}) as Kept
  const never = Array.isArray(neverHosts) ? neverHosts : local[KEYS.never]
  const server = originOf(serverUrl) ?? originOf(local[KEYS.server])
  const unlocked = session[KEYS.unlocked] as { readonly until?: unknown } | undefined
  return {
    isMember: local[KEYS.member] === true,
    passkeys: passkeys === 'off' || passkeys === 'only-matches' ? passkeys : 'on',
    neverHosts: (Array.isArray(never) ? never : []).filter((host) => typeof host === 'string'),
    server,
    hints: readHints(local[KEYS.hints]),
    unlockedUntil: typeof unlocked?.until === 'number' ? unlocked.until : 0,
  }
}

/** Undefined for what is no listing of hints. */
export function readHints(value: unknown): Hints | undefined {
  const { salt, generation, rpIds, credentials, rpIdOf } = (value ?? {}) as Partial<Hints>
  const isWhole = typeof salt === 'string' && typeof generation === 'number'
  if (!isWhole || !Array.isArray(rpIds) || !Array.isArray(credentials) || !Array.isArray(rpIdOf))
    return undefined
  return { salt, generation, rpIds, credentials, rpIdOf }
}

function originOf(value: unknown): string | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : undefined
}
