import type { Acting } from '../../membership/acting.ts'
import { type Core, requireOpen } from '../core.ts'
import { remoteOf } from './remote.ts'
import { sessionCall } from './session-call.ts'

/** The session as who acts in the workspace. */
export function actingOf(core: Core): Acting {
  return {
    platform: core.platform,
    replica: core.replica,
    unlocked: () => requireOpen(core).unlocked,
    membership: () => requireOpen(core).membership,
    call: (name, options) => sessionCall(core, name, options),
    remote: () => remoteOf(core),
  }
}
