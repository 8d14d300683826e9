import { LIMITS } from '@keyward/protocol'
import type { Route } from '@keyward/protocol/routes'
import type { MiddlewareHandler } from 'hono'
import { Refused } from '../../auth/refused.ts'
import type { Known } from '../context.ts'

/** Only a device that is one of a member's may send much. */
function bodyLimit({ auth }: Pick<Route, 'auth'>): number {
  return auth === 'member' ? LIMITS.body : LIMITS.openBody
}

/**
 * Reads the body where the route takes one, and never more of it than the limit.
 *
 * @throws {Refused} `too_large`; `bad_request` when it breaks off
 */
export function body(route: Pick<Route, 'auth' | 'request'>): MiddlewareHandler<Known> {
  const limit = bodyLimit(route)
  return async (c, next) => {
    const isTaken = route.request !== null
    c.set('raw', isTaken ? await read(c.req.raw, limit) : new Uint8Array())
    await next()
  }
}

async function read(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limit) throw new Refused('too_large')
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of request.body) {
      length += chunk.length
      if (length > limit) throw new Refused('too_large')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Refused) throw cause
    throw new Refused('bad_request', { message: 'The body broke off.', cause })
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)
}
