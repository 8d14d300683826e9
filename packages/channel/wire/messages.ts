import { ChannelError, SHELL_CODES, type ShellCode } from '../error.ts'
import { record, type Shaped } from '../shape/shape.ts'
import { flag, literal, text, whole } from '../shape/values.ts'
import { parseMessage } from './text.ts'

const version = literal(1)
const anything = (value: unknown): unknown => value

const question = record({ v: version, id: whole(1), method: text(64), params: anything })
const answerHead = record({ v: version, id: whole(1), ok: flag })
const failure = record({ error: record({ code: text(64), message: text(1000) }) })
const event = record({ v: version, event: text(64), params: anything })

/** A question of the screens. Its params are not read yet: that needs the method. */
export type Question = Shaped<typeof question>

/** What a shell sends: the answer to a question, or an event. */
export type FromShell =
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ChannelError }
  | { readonly kind: 'event'; readonly event: string; readonly params: unknown }

/** @throws {ChannelError} `malformed`, `too_large` */
export function parseQuestion(data: unknown): Question {
  return question(parseMessage(data), 'question')
}

/** @throws {ChannelError} `malformed`, `too_large` */
export function parseFromShell(data: unknown): FromShell {
  const value = parseMessage(data)
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'event')) {
    const { event: name, params } = event(value, 'event')
    return { kind: 'event', event: name, params }
  }
  const { id, ok } = answerHead(value, 'answer')
  if (ok) return { kind: 'answer', id, result: (value as { result?: unknown }).result }
  const { code, message } = failure(value, 'answer').error
  return { kind: 'failure', id, error: new ChannelError(shellCode(code), message) }
}

/** A newer shell may have words that this program does not know. */
function shellCode(code: string): ShellCode {
  return SHELL_CODES.find((known) => known === code) ?? 'internal'
}
