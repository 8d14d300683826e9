import { LogError } from '@keyward/log'
import { type Refusal, refusal, REFUSAL_CODES } from '@keyward/protocol'
import { WorkspaceError } from '@keyward/workspace/chain'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refused } from '../auth/refused.ts'
import { chainRefusal } from '../membership/refusal.ts'
import { ObjectError } from '../objects/error.ts'
import { StoreError } from '../store/store.ts'
import type { Log } from './deps.ts'

/** What a client is told of an error: the one place that maps the errors of all parts. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal
  if (error instanceof StoreError)
    return refusal(error.code, error.rule === undefined ? {} : { rule: error.rule })
  if (error instanceof ObjectError || error instanceof LogError)
    return refusal('object_refused', { rule: error.rule, message: error.message })
  if (error instanceof WorkspaceError) return chainRefusal(error).refusal
  return refusal('internal')
}

/** The refusal as an answer. */
export function answerRefusal(c: Context, told: Refusal): Response {
  const status: number = REFUSAL_CODES[told.code][0]
  if (told.retryAfter !== undefined) c.header('Retry-After', String(Math.ceil(told.retryAfter)))
  // RFC 9449 section 7.1.
  if (status === 401) c.header('WWW-Authenticate', 'DPoP algs="ES256"')
  return c.json(told, status as ContentfulStatusCode)
}

/** Keeps what nobody expected for whoever runs the server. */
export function logUnexpected(log: Log, requestId: string, error: unknown): void {
  const cause = error instanceof Error ? error : new Error('Something was thrown that is no error.')
  // A parser's message may quote what it read; the others name places in the program.
  const stack = cause.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  const message = cause instanceof SyntaxError ? 'not shown' : cause.message
  log.error({ requestId, name: cause.name, message, stack }, 'A request failed')
}
