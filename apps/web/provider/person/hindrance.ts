import type { TurnOnProblem, Unverified } from '../desk/stage.ts'

/** Why a check gave no verified person. */
export type Hindrance =
  /** It can be tried again. */
  | { readonly kind: 'again'; readonly why: Unverified }
  /** There is no key behind biometrics any more: it has to be turned on again. */
  | { readonly kind: 'off' }
  /** Nothing that a person in front of the prompt could change. */
  | { readonly kind: 'other' }

const AGAIN: ReadonlySet<unknown> = new Set<Unverified>([
  'no_match',
  'cancelled',
  'lockout',
  'device_locked',
  'timeout',
])

/** Errors that say that the key which is kept does not open this device (any more). */
const OFF: ReadonlySet<unknown> = new Set([
  'key_invalidated',
  'not_enrolled',
  'biometric.absent',
  'session.offline-unlock-unavailable',
])

/** The classes with which a key that does not fit what it should open is told. */
const MISFITS: ReadonlySet<string> = new Set(['PrimitivesError', 'VaultError'])

export function hindranceOf(error: unknown): Hindrance {
  const word = wordOf(error)
  if (AGAIN.has(word)) return { kind: 'again', why: word as Unverified }
  const isMisfit = error instanceof Error && MISFITS.has(error.name)
  return { kind: OFF.has(word) || isMisfit ? 'off' : 'other' }
}

const TURN_ON: ReadonlyMap<unknown, TurnOnProblem> = new Map([
  ['session.wrong-passphrase', 'wrong-passphrase'],
  ['session.offline-unlock-unavailable', 'offline'],
  ['remote.offline', 'offline'],
  ['no_match', 'no_match'],
  ['cancelled', 'cancelled'],
  ['lockout', 'lockout'],
] as const)

/** What is told when turning it on failed. */
export function turnOnProblemOf(error: unknown): TurnOnProblem {
  return TURN_ON.get(wordOf(error)) ?? 'other'
}

/** The code of the shell, or the rule of ours. */
function wordOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  const { code, rule } = error as Error & { readonly code?: unknown; readonly rule?: unknown }
  return error.name === 'ChannelError' ? code : rule
}
