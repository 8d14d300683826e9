import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../errors.ts'
import { isOwnHost } from '../origins.ts'
import type { Perch } from '../perch.ts'

/**
 * Sends visitors of 127.0.0.1, localhost and any other name to Perch's own origin: passkeys belong
 * to a host name, so there must be one. Only reading is sent on; anything else is refused.
 */
export function ownHost({ config }: Perch): MiddlewareHandler {
  return async (c, next) => {
    const url = new URL(c.req.url)
    if (isOwnHost(config, url.hostname)) return next()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      throw new Refusal('wrong_host', `Perch answers at ${config.origin}. Send the request there.`)
    }
    return c.redirect(config.origin + url.pathname + url.search, 302)
  }
}
