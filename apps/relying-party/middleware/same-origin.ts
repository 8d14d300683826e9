import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../errors.ts'

/**
 * Refuses requests that another site's page makes in a visitor's name. Browsers say where a
 * request comes from in Sec-Fetch-Site, older ones in Origin; a program says neither, and has no
 * visitor's cookies to misuse.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reading && isForeign(c.req.header('sec-fetch-site'), c.req.header('origin'), c.req.url)) {
      throw new Refusal('cross_site', 'This request came from another site. Nothing was done.')
    }
    return next()
  }
}

function isForeign(site: string | undefined, origin: string | undefined, url: string): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  // A proxy may end TLS before Perch: the host decides, not the scheme.
  return origin !== undefined && hostOf(origin) !== new URL(url).host
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
