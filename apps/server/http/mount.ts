import { isDeepStrictEqual } from 'node:util'
import { type Route, type RouteName, ROUTES } from '@keyward/protocol/routes'
import type { Context, Handler as HonoHandler, Hono } from 'hono'
import { z } from 'zod'
import { Refused } from '../auth/refused.ts'
import type { Known } from './context.ts'
import type { Call, Handler, Handlers } from './handler.ts'
import { parseJson } from './json.ts'
import { authenticate } from './middleware/authenticate.ts'
import { body } from './middleware/body.ts'
import { protocol } from './middleware/protocol.ts'
import { rate } from './middleware/rate.ts'
import { onceOf } from './once.ts'
import { parseWith, queryValues } from './parse.ts'
import { respond, respondJson } from './respond.ts'
import type { Server } from './server.ts'

/** Of the lines of a live stream. A proxy that collects them would make them useless. */
const STREAMED = { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' }

/** Ids in a path, as in a body. */
const Id = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)

/** Gives each of the protocol's routes to its handler, and refuses the other methods of its path. */
export function mountRoutes(app: Hono<Known>, server: Server, handlers: Handlers): void {
  const methods = new Map<string, Set<string>>()
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route: Route = ROUTES[name]
    const path = honoPath(route.path)
    methods.set(path, (methods.get(path) ?? new Set()).add(route.method))
    app.on(
      route.method,
      path,
      named(name, route),
      protocol(name === 'getServer'),
      rate(server.buckets, server.remoteAddress, route.auth),
      authenticate(server, route),
      body(route),
      // One of the record's handlers with the call that belongs to it.
      answering(server, route, handlers[name] as Handler<RouteName>),
    )
  }
  for (const [path, allowed] of methods) app.all(path, otherMethod([...allowed, 'OPTIONS']))
}

/** Braces of the protocol are colons of the framework. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** Names the route for logs. HEAD reaches what GET does, and has a use only where nobody signs in. */
function named(name: RouteName, { auth }: Route): HonoHandler<Known> {
  return async (c, next) => {
    c.set('route', name)
    if (c.req.method === 'HEAD' && auth !== 'open') throw new Refused('method_not_allowed')
    await next()
  }
}

function answering(server: Server, route: Route, handler: Handler<RouteName>): HonoHandler<Known> {
  return async (c) => {
    const call = callOf(server, route, c)
    const answer: unknown = await handler(server, call as Call<RouteName>)
    if (answer instanceof ReadableStream) return respond(c, answer, 200, STREAMED)
    if (server.checkAnswers === true) checkAnswer(route, answer)
    return respondJson(c, answer as object, 200)
  }
}

function callOf(server: Server, route: Route, c: Context<Known>) {
  const now = server.clock()
  const params = c.req.param()
  for (const [name, value] of Object.entries(params))
    parseWith(z.object({ [name]: Id }), { [name]: value })
  return {
    params,
    query: route.query && parseWith(route.query, queryValues(route.query, c.req.queries())),
    body: route.request && parseWith(route.request, parseJson(c.get('raw'))),
    by: c.get('by'),
    now,
    once: onceOf(c, now),
    network: c.get('network'),
  }
}

function checkAnswer(route: Route, answer: unknown): void {
  const parsed = route.answer.parse(answer)
  if (!isDeepStrictEqual(parsed, answer))
    throw new Error(`The answer of ${route.path} has members that the protocol does not know.`)
}

function otherMethod(allowed: readonly string[]): HonoHandler<Known> {
  const allow = { allow: allowed.join(', ') }
  return (c) => {
    if (c.req.method === 'OPTIONS') return respond(c, null, 204, allow)
    c.set('refusalHeaders', allow)
    throw new Refused('method_not_allowed')
  }
}
