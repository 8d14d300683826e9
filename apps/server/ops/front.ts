import type { HttpBindings } from '@hono/node-server'
import { REFUSAL_CODES, refusal } from '@keyward/protocol'
import { isOpsPath } from './routes.ts'
import type { OpenStreams } from './streams.ts'

/** What answers requests, such as a Hono app. */
export interface Answering {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>
}

export interface FrontDeps {
  readonly ops: Answering
  readonly app: Answering
  readonly streams: OpenStreams
  readonly isStopping: () => boolean
}

/**
 * Where every request comes in: the routes for the operator always answer, the app's until the
 * server stops.
 */
export function makeFront({ ops, app, streams, isStopping }: FrontDeps): Answering['fetch'] {
  return async (request, bindings) => {
    if (isOpsPath(new URL(request.url).pathname)) return ops.fetch(request, bindings)
    if (isStopping()) return refuseAsStopping()
    return streams.track(await app.fetch(request, bindings))
  }
}

function refuseAsStopping(): Response {
  return Response.json(refusal('unavailable', { retryAfter: 5 }), {
    status: REFUSAL_CODES.unavailable[0],
    headers: { 'Cache-Control': 'no-store', Connection: 'close', 'Retry-After': '5' },
  })
}
