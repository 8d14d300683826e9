import type { PasskeyEndpoints } from '@keyward/protocol'
import type { Session } from '../../session.ts'

/**
 * Where a site itself says that passkeys are created and managed. The server asks the site, so it
 * learns the RP ID, and the site does not learn who asks. To be called when the person wants to know
 * it, not for a whole list.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export function lookUpPasskeyEndpoints(
  session: Pick<Session, 'call'>,
  rpId: string,
): Promise<PasskeyEndpoints> {
  return session.call('lookUpPasskeyEndpoints', { query: { rpId } })
}
