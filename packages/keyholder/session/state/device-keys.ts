import type { CborValue } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import {
  unwrapIdentity,
  unwrapReplicaKey,
  VaultError,
  wrapIdentity,
  wrapReplicaKey,
} from '@keyward/vault/local'
import type { Sealing } from '@keyward/vault/envelope'
import { type PrivateKeyset, publicPartOf, unwrapKey, wrapKey } from '@keyward/vault/keyset'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import type { Identity, Unlocked } from '../unlocked.ts'
import { damaged, encodeMeta, readMeta } from './map.ts'

const KEYS = 'keys'

/**
 * The device's own keys: the replica key and the signing key, wrapped under the account key. Beside
 * them the account key itself, wrapped to the member's keyset: when another device has made a new
 * account key, this one still gets at what it keeps, because every keyset lies under the new one too.
 */
export async function deviceKeysRow(sealing: Sealing, keys: Unlocked): Promise<Change> {
  const { accountKey, accountKeyEpoch, keysetEpoch } = keys
  const keyset = keys.keysets.get(keysetEpoch)
  if (keyset === undefined) throw damaged()
  const recovery = await wrapKey(
    sealing.random,
    await publicPartOf(keyset),
    recoveryContext(keys, accountKeyEpoch, keysetEpoch),
    accountKey,
  )
  const value = encodeMeta({
    accountKeyEpoch,
    keysetEpoch,
    replicaKey: await wrapReplicaKey(sealing, accountKey, keys, keys.replicaKey),
    identity: await wrapIdentity(sealing, accountKey, keys, keys.deviceKey),
    recovery,
  } satisfies Record<string, CborValue>)
  return { collection: 'meta', key: KEYS, value }
}

/** What the account key of the member opens of this device, whether it is the present one or a later. */
export async function openDeviceKeys(
  sealing: Pick<Sealing, 'aead'>,
  replica: ReplicaStore,
  identity: Identity,
  account: {
    readonly accountKey: AeadKey
    readonly accountKeyEpoch: number
    readonly keysets: ReadonlyMap<number, PrivateKeyset>
  },
): Promise<
  Pick<Unlocked, 'deviceKey' | 'replicaKey'> & {
    /** The account key under which they lie, when that is an earlier one. */
    readonly earlier: { readonly accountKey: AeadKey; readonly accountKeyEpoch: number } | undefined
  }
> {
  const bytes = await replica.get('meta', KEYS)
  if (bytes === undefined) throw damaged()
  const row = readMeta(bytes)
  const accountKeyEpoch = row.number('accountKeyEpoch')
  const isPresent = accountKeyEpoch === account.accountKeyEpoch
  const accountKey = isPresent
    ? account.accountKey
    : await recover(identity, account.keysets, {
        accountKeyEpoch,
        keysetEpoch: row.number('keysetEpoch'),
        recovery: row.bytes('recovery'),
      })
  const context = { ...identity, accountKeyEpoch }
  try {
    const replicaKey = await unwrapReplicaKey(
      sealing.aead,
      accountKey,
      context,
      row.bytes('replicaKey'),
    )
    const deviceKey = await unwrapIdentity(sealing.aead, accountKey, context, row.bytes('identity'))
    return {
      replicaKey,
      deviceKey,
      earlier: isPresent ? undefined : { accountKey, accountKeyEpoch },
    }
  } catch (error) {
    throw error instanceof VaultError ? damaged(error) : error
  }
}

async function recover(
  identity: Identity,
  keysets: ReadonlyMap<number, PrivateKeyset>,
  stored: {
    readonly accountKeyEpoch: number
    readonly keysetEpoch: number
    readonly recovery: Uint8Array
  },
): Promise<AeadKey> {
  const keyset = keysets.get(stored.keysetEpoch)
  if (keyset === undefined) throw damaged()
  const context = recoveryContext(identity, stored.accountKeyEpoch, stored.keysetEpoch)
  try {
    return await unwrapKey(keyset, context, stored.recovery)
  } catch (error) {
    throw error instanceof VaultError ? damaged(error) : error
  }
}

function recoveryContext(
  { workspaceId, memberId }: Identity,
  keyEpoch: number,
  recipientEpoch: number,
) {
  return {
    kind: 'account-key',
    workspaceId,
    objectId: memberId,
    keyEpoch,
    recipientId: memberId,
    recipientEpoch,
  }
}
