import { encodeBase64url } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import type { MiddlewareHandler } from 'hono'
import type { Known } from '../context.ts'

/** Gives each request an id, by which an answer is found in the logs. One that came along is not used. */
export function requestId(random: Random): MiddlewareHandler<Known> {
  return async (c, next) => {
    c.set('requestId', encodeBase64url(random(12)))
    await next()
  }
}
