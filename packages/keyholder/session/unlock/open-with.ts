import type { Me } from '@keyward/protocol'
import { become } from '../become.ts'
import { type Core, requireKnown, sealingOf } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import { deviceKeysRow, openDeviceKeys } from '../state/device-keys.ts'
import { keysetsRow, newestOf, openKeysets, readKeysets } from '../state/keysets.ts'
import { methodRows } from '../state/methods.ts'
import { readToken, type Token } from '../state/token.ts'
import type { Unlocked } from '../unlocked.ts'
import type { Change } from '../../replica/port.ts'
import { KeyholderError } from '../../error.ts'

/** What the server told beside the account key, when it was asked. */
export interface FromServer {
  readonly me: Me
  readonly token: Token
}

/**
 * Unlocks a known device by the account key. When another device has made a new one meanwhile, what
 * lies here under the old one is wrapped again.
 *
 * @throws {KeyholderError} `replica.*`, `remote.malformed`, `session.ended`
 */
export async function unlockBy(
  core: Core,
  account: Account,
  server: FromServer | undefined,
  mark: { readonly areKeysDue?: boolean; readonly serverKey?: string } = {},
): Promise<void> {
  const known = requireKnown(core)
  const { aead } = core.platform
  const sealed = server?.me.keysets ?? (await readKeysets(core.replica))
  const keysets = await openKeysets(aead, known, account, sealed)
  const { workspaceId, memberId, deviceId } = known
  const identity = { workspaceId, memberId, deviceId }
  const own = await openDeviceKeys(sealingOf(core), core.replica, identity, { ...account, keysets })
  const { replicaKey, deviceKey, earlier } = own
  const keysetEpoch = newestOf(keysets)
  const unlocked: Unlocked = {
    ...identity,
    ...account,
    keysets,
    keysetEpoch,
    replicaKey,
    deviceKey,
  }
  const rows: Change[] = []
  if (server !== undefined) rows.push(...(await rowsOf(core, server.me)))
  if (earlier !== undefined || keysetEpoch !== known.keysetEpoch)
    rows.push(...(await rewrapped(core, { ...unlocked, ...earlier }, unlocked)))
  await become(core, {
    known: {
      ...known,
      accountKeyEpoch: account.accountKeyEpoch,
      keysetEpoch,
      address: server?.me.address ?? known.address,
      serverKey: mark.serverKey ?? known.serverKey,
      areKeysDue: known.areKeysDue || mark.areKeysDue === true,
    },
    unlocked,
    token: server?.token ?? (await readToken(sealingOf(core), core.replica, unlocked)),
    rows,
  })
}

/** The rows that change with a new account key or keyset. */
export async function rewrapped(
  core: Core,
  from: Unlocked,
  to: Unlocked,
): Promise<readonly Change[]> {
  const more = (await core.options.rewrap?.(from, to)) ?? []
  return [await deviceKeysRow(sealingOf(core), to), ...more]
}

async function rowsOf(core: Core, me: Me): Promise<readonly Change[]> {
  return [
    keysetsRow(me.keysets),
    ...(await methodRows(core.replica, me.methods, me.accountKeyEpoch)),
  ]
}

/** A server that knows an older account key than this device was restored from a backup. */
export function requirePresentEpoch(core: Core, me: Me): void {
  const { accountKeyEpoch, workspaceId, memberId } = requireKnown(core)
  if (me.workspaceId !== workspaceId || me.memberId !== memberId)
    throw new KeyholderError('remote.malformed', 'The server answered for another member.')
  if (me.accountKeyEpoch >= accountKeyEpoch) return
  throw new KeyholderError(
    'membership.rolled-back',
    'The server knows an older state of your keys than this device: unlock by recovery kit.',
  )
}
