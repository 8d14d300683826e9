import type { Answered, OriginReason } from '@keyward/keyholder/provider'
import { type SharedLimit, sharedEnding } from './shared-ending.ts'

/** How a request ended that could not be answered, as far as a person is told. */
export type Ending =
  | { readonly kind: 'not-believed'; readonly reason: OriginReason }
  /** A shared passkey, and what its Owners allow. */
  | { readonly kind: 'shared-limit'; readonly limit: SharedLimit }
  | {
      readonly kind:
        | 'alone'
        | 'autofill-off'
        | 'bad-request'
        | 'damaged'
        | 'full'
        | 'idle'
        | 'locked'
        | 'mobile-only'
        | 'newer'
        | 'no-algorithm'
        | 'no-passkey'
        | 'nobody'
        | 'not-admitted'
        | 'not-loaded'
        | 'not-owner'
        | 'not-saved'
        | 'not-signed'
        | 'phone-lost'
        | 'removed'
        | 'role'
        | 'server-lied'
        | 'shared-declined'
        | 'shared-expired'
        | 'shared-failed'
        | 'shared-offline'
        | 'shared-waiting'
        | 'sign-in-undelivered'
        | 'too-old'
        | 'undelivered'
        | 'unknown'
        | 'wrong-site'
    }

type Plain = Exclude<Ending, { kind: 'not-believed' | 'shared-limit' }>['kind']

/** By the rule of the error, or by its beginning. Longer beginnings come first. */
const BY_RULE: readonly (readonly [string, Plain])[] = [
  ['session.none', 'nobody'],
  ['session.not-admitted', 'not-admitted'],
  ['session.removed', 'removed'],
  ['session.', 'locked'],
  ['membership.', 'server-lied'],
  ['activity.', 'server-lied'],
  ['remote.malformed', 'server-lied'],
  ['replica.full', 'full'],
  ['replica.newer', 'newer'],
  ['replica.closed', 'newer'],
  ['replica.damaged', 'damaged'],
  ['account.', 'not-owner'],
  ['provider.no-passkey', 'no-passkey'],
  ['ceremony.no-credential', 'no-passkey'],
  ['ceremony.no-algorithm', 'no-algorithm'],
  ['ceremony.not-saved', 'not-saved'],
  ['ceremony.signing-failed', 'not-signed'],
  ['options.algorithms', 'no-algorithm'],
  ['options.', 'bad-request'],
  ['origin.', 'wrong-site'],
  ['rp-id.', 'wrong-site'],
  ['related-origins.', 'wrong-site'],
  ['caller.', 'wrong-site'],
]

/** What the person has seen already, or asked for: no screen tells it again. */
const SILENT: ReadonlySet<string> = new Set([
  'ceremony.aborted',
  'ceremony.declined',
  'ceremony.excluded',
  'ceremony.user-not-verified',
  'options.mediation',
  'options.mediation-create',
  'provider.cancelled',
])

/**
 * The screen with which a request ends; undefined when none is due: it was answered, or the person
 * knows. A request for a screenless answer gets none either.
 */
export function endingOf(answered: Answered, kind: 'create' | 'get'): Ending | undefined {
  if (answered.outcome === 'completed') return undefined
  if (answered.outcome === 'undelivered')
    return { kind: kind === 'create' ? 'undelivered' : 'sign-in-undelivered' }
  return endingOfError(answered.error)
}

/** The same of anything that was thrown. */
export function endingOfError(error: unknown): Ending | undefined {
  if (!(error instanceof Error)) return { kind: 'unknown' }
  const { rule, reason, closed, code } = error as Error & Readonly<Record<string, unknown>>
  if (error.name === 'OriginError') return { kind: 'not-believed', reason: reason as OriginReason }
  if (error.name === 'ChannelError')
    return { kind: code === 'offline' ? 'not-loaded' : 'phone-lost' }
  if (rule === 'provider.gate') return endingOfGate(closed)
  if (typeof rule !== 'string') return { kind: wasNotLoaded(error) ? 'not-loaded' : 'unknown' }
  if (SILENT.has(rule)) return undefined
  const shared = sharedEnding(error) ?? sharedEnding(error.cause)
  return shared ?? { kind: innermost(error, rule) ?? 'unknown' }
}

/** Biometrics and the check of the person had screens of their own. */
function endingOfGate(closed: unknown): Ending | undefined {
  const gate = typeof closed === 'object' && closed !== null && 'gate' in closed ? closed.gate : ''
  if (gate === 'provider-enabled') return { kind: 'autofill-off' }
  if (gate === 'workspace-role') return { kind: 'role' }
  if (gate === 'create-here') return { kind: 'mobile-only' }
  return gate === 'biometrics' || gate === 'user-verification' ? undefined : { kind: 'unknown' }
}

/** A ceremony that failed to save or sign says why in its cause, which is the better sentence. */
function innermost(error: Error, rule: string): Plain | undefined {
  const { cause } = error
  const inner = cause instanceof Error ? (cause as Error & { readonly rule?: unknown }).rule : ''
  return (typeof inner === 'string' ? byRule(inner) : undefined) ?? byRule(rule)
}

function byRule(rule: string): Plain | undefined {
  return BY_RULE.find(
    ([start]) => rule === start || (start.endsWith('.') && rule.startsWith(start)),
  )?.[1]
}

/** How browsers name a module that did not arrive. */
function wasNotLoaded({ name, message }: Error): boolean {
  return name === 'TypeError' && /module|import/i.test(message)
}
