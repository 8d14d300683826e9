import { PROTOCOL_VERSION } from '@keyward/protocol'
import type { MiddlewareHandler } from 'hono'
import { Refused } from '../../auth/refused.ts'

const PROTOCOL_HEADER = 'Keyward-Protocol'

/**
 * Takes requests of this version of the protocol alone.
 *
 * @throws {Refused} `bad_request` without a version where one is needed, `upgrade_client` for an
 *   older one, `upgrade_server` for a newer one
 */
export function protocol(isOptional: boolean): MiddlewareHandler {
  return async (c, next) => {
    const text = c.req.header(PROTOCOL_HEADER)
    if (text === undefined && isOptional) return next()
    if (text === undefined || !/^[1-9]\d{0,5}$/.test(text)) {
      const message = `The header ${PROTOCOL_HEADER} has to name a version of the protocol.`
      throw new Refused('bad_request', { path: PROTOCOL_HEADER, message })
    }
    const version = Number(text)
    if (version < PROTOCOL_VERSION) throw new Refused('upgrade_client')
    if (version > PROTOCOL_VERSION) throw new Refused('upgrade_server')
    return next()
  }
}
