import { KeyholderError } from '../../error.ts'
import { drop } from '../drop.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, requireOpen } from '../core.ts'
import { eraseAll } from '../wipe.ts'

/**
 * Ends the session with the server, if it can be reached, and erases the replica: changes that were
 * not synchronised are lost. The device stays in the membership chain until it is removed.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function signOut(core: Core): Promise<void> {
  try {
    const { token } = requireOpen(core)
    if (token !== undefined) {
      const { sessionId } = token
      await sessionCall(core, 'endSession', { params: { sessionId } })
    }
  } catch (error) {
    if (!(error instanceof KeyholderError)) throw error
  }
  drop(core, 'signed-out')
  await eraseAll(core)
}
