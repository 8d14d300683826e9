import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Scripts and styles come from Perch's own files alone: nothing inline, nothing from elsewhere. */
export function headers(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // Not "no-referrer": that would turn the Origin of forms into "null".
    referrerPolicy: 'same-origin',
    // Tests run https hosts with certificates of their own; a browser must not remember them.
    strictTransportSecurity: false,
  })
}
