import type { AeadKey } from '@keyward/primitives/aead'
import { type Core, requireKnown } from '../core.ts'
import { SESSION_PARTS } from '../parts.ts'
import { deviceAccount } from './device.ts'
import { unlockBy } from './open-with.ts'
import { resume } from './resume.ts'

/** How a known device is unlocked. */
export type Unlock =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'kit'; readonly kit: string }
  | {
      readonly by: 'passkey'
      /** The RP ID of Keyward's own passkeys, to unlock where the server can't be reached. */
      readonly rpId?: string
    }
  | { readonly by: 'device' }
  /** The account key that another process of this device keeps unlocked. */
  | { readonly by: 'key'; readonly accountKey: AeadKey; readonly accountKeyEpoch: number }

/**
 * Unlocks this device. A passphrase and a passkey sign in to the server, which begins a new session;
 * where it can't be reached, a passphrase opens on devices that have a key of their own, a passkey
 * and a kit on all. A kit and the device's biometrics keep the session that there is; after a kit
 * was used `renewKeys` is due.
 *
 * @throws {KeyholderError} `session.none`, `session.wrong-passphrase`, `session.wrong-kit`,
 *   `session.offline-unlock-unavailable`, `session.removed`, `membership.rolled-back`, `remote.*`,
 *   `replica.*`
 */
export async function unlock(core: Core, given: Unlock): Promise<void> {
  requireKnown(core)
  if (given.by === 'device') return unlockBy(core, await deviceAccount(core), undefined)
  if (given.by === 'key') return resume(core, given)
  // Lazily: a system's request is unlocked by one of the two above.
  const { unlockBySecret } = await SESSION_PARTS.unlock()
  return unlockBySecret(core, given)
}
