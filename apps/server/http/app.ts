import { Hono } from 'hono'
import { Refused } from '../auth/refused.ts'
import { answerRefusal, logUnexpected, refusalOf } from './answer.ts'
import { isVisitor, type Known } from './context.ts'
import type { AppDeps } from './deps.ts'
import { HANDLERS } from './handlers.ts'
import { measure } from './middleware/measure.ts'
import { requestId } from './middleware/request-id.ts'
import { mountRoutes } from './mount.ts'
import { noteRefusal } from './note-refusal.ts'
import { makeServer } from './server.ts'

export type { AppDeps } from './deps.ts'

/**
 * The whole server as a function from requests to answers; it listens nowhere. Every route of the
 * protocol is there, and every failure is answered with a `Refusal` of the protocol.
 */
export function createApp(deps: AppDeps): Hono<Known> {
  const server = makeServer(deps)
  const app = new Hono<Known>()
  app.use(requestId(deps.random), measure(deps))
  app.onError(async (error, c) => {
    const told = refusalOf(error)
    deps.metrics.refusal(told.code)
    if (told.code === 'internal') logUnexpected(deps.log, c.get('requestId'), error)
    const by = c.get('by')
    const route = c.get('route')
    if (told.code === 'forbidden' && isVisitor(by) && route !== undefined) {
      const action = error instanceof Refused ? error.action : undefined
      await noteRefusal(server, by, { action: action ?? route, rule: told.rule ?? 'forbidden' })
    }
    return answerRefusal(c, told)
  })
  app.notFound(() => {
    throw new Refused('not_found')
  })
  mountRoutes(app, server, HANDLERS)
  return app
}
