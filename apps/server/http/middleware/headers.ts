import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/**
 * Answers are for programs: nothing in them is ever shown as a page, kept by a cache, or given to
 * the pages of other origins.
 */
export function headers(): MiddlewareHandler {
  const secure = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    // Told by whoever ends TLS: a server on loopback must not be remembered as https.
    strictTransportSecurity: false,
  })
  return async (c, next) => {
    await secure(c, next)
    c.res.headers.set('Cache-Control', 'no-store')
  }
}
