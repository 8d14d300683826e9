import { WebAuthnError } from '@keyward/webauthn/data'
import { CliError } from './error.ts'
import type { ExitCode } from './exit.ts'

/** What is told of an error: never more than the classes of this project put into it. */
export interface Failure {
  readonly name: string
  readonly message: string
  readonly rule: string
  readonly exit: ExitCode
}

/** The error classes of the packages, whose messages are sentences for people and hold no secrets. */
const CLASSES: ReadonlySet<string> = new Set([
  'AgentError',
  'KeyholderError',
  'AccountsError',
  'TransferError',
  'ReplicaError',
  'WorkspaceError',
  'VaultError',
  'LogError',
])

/** Describes what a command threw. Nothing is said of an unexpected error, which may hold anything. */
export function describeFailure(error: unknown): Failure {
  const known = error instanceof Error && 'rule' in error && typeof error.rule === 'string'
  if (known && isOurs(error)) {
    const rule = ruleOf(error as Error & Known)
    return { name: error.name, message: error.message, rule, exit: exitFor(rule) }
  }
  return {
    name: 'UnknownError',
    message: 'Keyward failed. Nothing was answered; please report this.',
    rule: 'cli.internal',
    exit: 70,
  }
}

interface Known {
  readonly rule: string
  readonly code?: unknown
  readonly refusal?: unknown
  readonly detail?: unknown
}

function isOurs(error: Error): boolean {
  return error instanceof CliError || error instanceof WebAuthnError || CLASSES.has(error.name)
}

/**
 * The rule, and behind a colon which refusal of the server, of the workspace's rules or of a grant's
 * limits it was.
 */
function ruleOf({ rule, code, refusal, detail }: Known): string {
  if (rule.startsWith('cosigning.') && typeof detail === 'string') return `${rule}:${detail}`
  if (typeof refusal === 'string') return `${rule}:${refusal}`
  return typeof code === 'string' ? `${rule}:${code}` : rule
}

/** By the rule, the longest beginning that fits. Whatever is not named is a refusal: 1. */
const EXITS: readonly (readonly [prefix: string, exit: ExitCode])[] = [
  ['cli.internal', 70],
  ['cli.cancelled', 1],
  ['cli.confirm', 1],
  ['cli.username-taken', 6],
  ['cli.not-found', 5],
  ['cli.ambiguous', 5],
  ['cli.no-workspace', 3],
  ['cli.locked', 3],
  ['cli.holder', 3],
  ['cli.server', 4],
  ['cli.', 2],
  ['agent.no-state', 3],
  ['agent.secret', 3],
  ['agent.not-admitted', 3],
  ['agent.reason', 2],
  ['session.locked', 3],
  ['session.none', 3],
  ['session.ended', 3],
  ['session.removed', 3],
  ['session.offline-unlock-unavailable', 4],
  ['remote.offline', 4],
  ['remote.not-a-server', 4],
  ['remote.malformed', 7],
  ['remote.refused:unauthenticated', 3],
  ['remote.refused:device_not_admitted', 3],
  ['remote.refused:rate_limited', 4],
  ['remote.refused:unavailable', 4],
  ['remote.refused:storage_full', 4],
  ['remote.refused:internal', 4],
  ['remote.refused:invitation_unknown', 5],
  ['remote.refused:account_unknown', 5],
  ['remote.refused:session_unknown', 5],
  ['remote.refused:method_unknown', 5],
  ['remote.refused:approval_unknown', 5],
  ['remote.refused:username_taken', 6],
  ['remote.refused:address_taken', 6],
  ['remote.refused:object_stale', 6],
  ['remote.refused:chain_conflict', 6],
  ['membership.unknown-member', 5],
  ['membership.', 7],
  ['activity.forked', 7],
  ['activity.head', 7],
  ['activity.rolled-back', 7],
  ['account.unknown', 5],
  ['account.username-taken', 6],
  ['cosigning.offline', 4],
  ['cosigning.bad-answer', 7],
  ['passkey.unknown', 5],
  ['replica.', 8],
  ['log.', 7],
]

function exitFor(rule: string): ExitCode {
  let best: readonly [prefix: string, exit: ExitCode] = ['', 1]
  for (const candidate of EXITS)
    if (rule.startsWith(candidate[0]) && candidate[0].length > best[0].length) best = candidate
  return best[1]
}
