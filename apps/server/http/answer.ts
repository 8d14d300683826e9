import { CosigningError } from '@keyward/cosigning/signer'
import { LogError } from '@keyward/log'
import { type Refusal, refusal, REFUSAL_CODES } from '@keyward/protocol'
import { WorkspaceError } from '@keyward/workspace/chain'
import type { Context } from 'hono'
import { Refused } from '../auth/refused.ts'
import { chainRefusal } from '../membership/refusal.ts'
import { ObjectError } from '../objects/error.ts'
import { SignerError } from '../signer/error.ts'
import { StoreError } from '../store/store.ts'
import type { Known } from './context.ts'
import type { Log } from './deps.ts'
import { respondJson } from './respond.ts'

/** What a client is told of an error: the one place that maps the errors of all parts. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal
  if (error instanceof StoreError)
    return refusal(error.code, error.rule === undefined ? {} : { rule: error.rule })
  if (error instanceof SignerError) return refusal('unavailable', { rule: error.rule })
  if (error instanceof ObjectError || error instanceof LogError || error instanceof CosigningError)
    return refusal('object_refused', { rule: error.rule, message: error.message })
  if (error instanceof WorkspaceError) return chainRefusal(error).refusal
  return refusal('internal')
}

/** The refusal as an answer. */
export function answerRefusal(c: Context<Known>, told: Refusal): Response {
  const status: number = REFUSAL_CODES[told.code][0]
  const retry =
    told.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(told.retryAfter)) }
  // RFC 9449 section 7.1.
  const proof = status === 401 ? { 'www-authenticate': 'DPoP algs="ES256"' } : {}
  return respondJson(c, told, status, { ...retry, ...proof, ...c.get('refusalHeaders') })
}

/** Keeps what nobody expected for whoever runs the server. */
export function logUnexpected(log: Log, requestId: string, error: unknown): void {
  const cause = error instanceof Error ? error : new Error('Something was thrown that is no error.')
  // A parser's message may quote what it read; the others name places in the program.
  const stack = cause.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  const message = cause instanceof SyntaxError ? 'not shown' : cause.message
  log.error({ requestId, name: cause.name, message, stack }, 'A request failed')
}
