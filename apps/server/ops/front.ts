import type { HttpBindings } from '@hono/node-server'
import { REFUSAL_CODES, refusal } from '@keyward/protocol'
import { type Route, ROUTES } from '@keyward/protocol/routes'
import { isOpsPath } from './routes.ts'
import type { OpenStreams } from './streams.ts'

/** Where live streams come from. Of no other answer the headers are looked at, which takes time. */
const STREAM_PATHS: ReadonlySet<string> = new Set(
  Object.values<Route>(ROUTES)
    .filter(({ isStream }) => isStream)
    .map(({ path }) => path),
)

/** What answers requests, such as a Hono app. */
export interface Answering {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>
}

export interface FrontDeps {
  readonly ops: Answering
  readonly app: Answering
  /** What browsers are shown; without one, every path is the app's. */
  readonly site?: Answering | undefined
  readonly streams: OpenStreams
  readonly isStopping: () => boolean
}

/**
 * Where every request comes in: the routes for the operator always answer, the app's and the pages
 * until the server stops.
 */
export function makeFront({ ops, app, site, streams, isStopping }: FrontDeps): Answering['fetch'] {
  return async (request, bindings) => {
    const path = new URL(request.url).pathname
    if (isOpsPath(path)) return ops.fetch(request, bindings)
    if (isStopping()) return refuseAsStopping()
    if (site !== undefined && !isProtocolPath(path)) return site.fetch(request, bindings)
    const answer = await app.fetch(request, bindings)
    return STREAM_PATHS.has(path) ? streams.track(answer) : answer
  }
}

function isProtocolPath(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/')
}

function refuseAsStopping(): Response {
  return Response.json(refusal('unavailable', { retryAfter: 5 }), {
    status: REFUSAL_CODES.unavailable[0],
    headers: { 'Cache-Control': 'no-store', Connection: 'close', 'Retry-After': '5' },
  })
}
