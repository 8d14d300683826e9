import type { MiddlewareHandler } from 'hono'
import type { Known } from '../context.ts'
import type { AppDeps } from '../deps.ts'

/** Counts and logs each request: its route and how it went, and nothing of what is in it. */
export function measure(
  deps: Pick<AppDeps, 'clock' | 'log' | 'metrics'>,
): MiddlewareHandler<Known> {
  return async (c, next) => {
    const start = deps.clock()
    await next()
    const route = c.get('route') ?? 'unknown'
    const { status } = c.res
    const milliseconds = Math.max(0, deps.clock() - start)
    deps.metrics.request(route, status, milliseconds / 1000)
    deps.log.info({ requestId: c.get('requestId'), route, status, milliseconds }, 'request')
  }
}
