import { messages } from '../messages/messages.ts'

/** A failure as it is shown. */
export interface ShownProblem {
  /** The rule of the error, behind a colon the refusal or code that says more; `internal` for what nobody expected. */
  readonly rule: string
  /** What happened. */
  readonly title: string
  /** What of it is lost, and what to do next. */
  readonly text: string
  /** Whether doing the same again may help. */
  readonly canRetry: boolean
}

interface Sentence {
  readonly title: string
  readonly text: string
  readonly canRetry?: boolean
}

/** The error classes of the packages, whose messages are sentences for people and hold no secrets. */
const OURS: ReadonlySet<string> = new Set([
  'AccountsError',
  'BiometricError',
  'GateError',
  'KeyholderError',
  'LogError',
  'ReplicaError',
  'TransferError',
  'VaultError',
  'WorkspaceError',
])

/** Says in words what was thrown. Nothing is told of an unexpected error, which may hold anything. */
export function problemOf(error: unknown): ShownProblem {
  if (!(error instanceof Error)) return shown('internal')
  if (error.name === 'ChannelError') return shown(`shell.${String(partOf(error, 'code'))}`)
  if (isDeclined(error)) return shown('declined')
  if (isNotLoaded(error)) return shown('remote.offline')
  const rule = partOf(error, 'rule')
  if (!OURS.has(error.name) || typeof rule !== 'string') return shown('internal')
  const more = partOf(error, 'refusal') ?? partOf(error, 'code')
  return shown(typeof more === 'string' ? `${rule}:${more}` : rule, error.message)
}

/** The longest beginning of the rule that has words of its own; else the error's own sentence. */
function shown(rule: string, message?: string): ShownProblem {
  const { byRule, other } = messages.problems
  const known: Readonly<Record<string, Sentence>> = byRule
  const [group] = rule.split(':')
  const found = known[rule] ?? known[group ?? rule]
  if (found !== undefined) return { rule, canRetry: false, ...found }
  const text = message === undefined ? other.text : other.because(message)
  return { rule, title: other.title, text, canRetry: true }
}

/** WebAuthn's way to say that the person declined, or that it took too long. */
function isDeclined({ name }: Error): boolean {
  return name === 'NotAllowedError' || name === 'AbortError'
}

/** A part of the app that was not loaded yet and can't be now, in the words of three browsers. */
function isNotLoaded({ name, message }: Error): boolean {
  return (
    name === 'TypeError' && /dynamically imported module|importing a module script/i.test(message)
  )
}

function partOf(error: Error, name: 'rule' | 'code' | 'refusal'): unknown {
  return (error as unknown as Record<string, unknown>)[name]
}
