import type { RouteAuth } from '@keyward/protocol/routes'
import type { MiddlewareHandler } from 'hono'
import { type Buckets, networkOf } from '../../auth/buckets.ts'
import type { Known } from '../context.ts'
import type { AppDeps } from '../deps.ts'

/**
 * Counts requests without a session by the network that they come from. Those with one are counted
 * by member, once it is known.
 *
 * @throws {Refused} `rate_limited`
 */
export function rate(
  buckets: Buckets,
  remoteAddress: AppDeps['remoteAddress'],
  auth: RouteAuth,
): MiddlewareHandler<Known> {
  const isCounted = auth === 'open' || auth === 'proof'
  return async (c, next) => {
    const network = isCounted ? networkOf(remoteAddress(c)) : ''
    c.set('network', network)
    if (isCounted) buckets.take('open', network)
    await next()
  }
}
