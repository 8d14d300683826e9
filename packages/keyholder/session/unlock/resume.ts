import { KeyholderError } from '../../error.ts'
import { openWith } from '../become.ts'
import { type Core, requireKnown, sealingOf } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import { openDeviceKeys } from '../state/device-keys.ts'
import { newestOf, openKeysets, readKeysets } from '../state/keysets.ts'
import { readToken } from '../state/token.ts'

/**
 * Unlocks with the account key that another process of this device keeps unlocked. Nothing is
 * written: the session with the server stays the one that the other process began.
 *
 * @throws {KeyholderError} `session.none`; `session.locked` for a key that is no longer the present
 *   one; `replica.*`
 */
export async function resume(core: Core, account: Account): Promise<void> {
  const { workspaceId, memberId, deviceId, accountKeyEpoch } = requireKnown(core)
  if (account.accountKeyEpoch !== accountKeyEpoch) throw outdated()
  const identity = { workspaceId, memberId, deviceId }
  const { aead } = core.platform
  const keysets = await openKeysets(aead, identity, account, await readKeysets(core.replica)).catch(
    (error: unknown) => {
      throw outdated(error)
    },
  )
  const own = await openDeviceKeys(sealingOf(core), core.replica, identity, { ...account, keysets })
  if (own.earlier !== undefined) throw outdated()
  const { replicaKey, deviceKey } = own
  const unlocked = {
    ...identity,
    accountKey: account.accountKey,
    accountKeyEpoch,
    keysets,
    keysetEpoch: newestOf(keysets),
    replicaKey,
    deviceKey,
  }
  await openWith(core, unlocked, await readToken(sealingOf(core), core.replica, unlocked))
}

function outdated(cause?: unknown): KeyholderError {
  return new KeyholderError('session.locked', 'The keys have changed: unlock Keyward again.', {
    cause,
  })
}
