import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { PerchConfig } from '../config.ts'

/**
 * Scripts and styles come from Perch's own files alone: nothing inline, nothing from elsewhere. No
 * other site may frame Perch, but for the simulated phone where there is one.
 */
export function headers({ simulator }: Pick<PerchConfig, 'simulator'>): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: [simulator ?? "'none'"],
    },
    // It can name no other site; frame-ancestors above can, and is what browsers go by.
    xFrameOptions: simulator === undefined ? 'DENY' : false,
    // Not "no-referrer": that would turn the Origin of forms into "null".
    referrerPolicy: 'same-origin',
    // Tests run https hosts with certificates of their own; a browser must not remember them.
    strictTransportSecurity: false,
  })
}
