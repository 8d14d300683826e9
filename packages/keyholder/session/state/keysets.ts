import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import type { SealedKeyset } from '@keyward/protocol'
import type { Sealing } from '@keyward/vault/envelope'
import { openKeyset, type PrivateKeyset, sealKeyset, VaultError } from '@keyward/vault/keyset'
import { KeyholderError } from '../../error.ts'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import { damaged, encodeMeta, readMeta } from './map.ts'

const KEYSETS = 'keysets'

interface Owner {
  readonly workspaceId: string
  readonly memberId: string
}

/** Seals all keysets under one account key, for the server to keep. */
export async function sealKeysets(
  sealing: Sealing,
  owner: Owner,
  account: { readonly accountKey: AeadKey; readonly accountKeyEpoch: number },
  keysets: ReadonlyMap<number, PrivateKeyset>,
): Promise<SealedKeyset[]> {
  const { accountKey, accountKeyEpoch } = account
  return Promise.all(
    Array.from(keysets, async ([keysetEpoch, keyset]) => {
      const context = { ...owner, keysetEpoch, accountKeyEpoch }
      const sealed = await sealKeyset(sealing, accountKey, context, keyset)
      return { keysetEpoch, accountKeyEpoch, sealed: encodeBase64url(sealed) }
    }),
  )
}

/**
 * Opens the keysets that lie under the account key.
 *
 * @throws {KeyholderError} `remote.malformed` when one does not open, or none is there
 */
export async function openKeysets(
  aead: Aead,
  owner: Owner,
  account: { readonly accountKey: AeadKey; readonly accountKeyEpoch: number },
  sealed: readonly SealedKeyset[],
): Promise<ReadonlyMap<number, PrivateKeyset>> {
  const { accountKey, accountKeyEpoch } = account
  try {
    const opened = await Promise.all(
      sealed.map(async (one): Promise<[number, PrivateKeyset]> => {
        const context = { ...owner, keysetEpoch: one.keysetEpoch, accountKeyEpoch }
        const bytes = decodeBase64url(one.sealed)
        return [one.keysetEpoch, await openKeyset(aead, accountKey, context, bytes)]
      }),
    )
    if (opened.length > 0) return new Map(opened)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
  }
  throw new KeyholderError('remote.malformed', 'The server gave other keys than were left with it.')
}

/** The newest epoch of a member's keysets. */
export function newestOf(keysets: ReadonlyMap<number, PrivateKeyset>): number {
  return Math.max(...keysets.keys())
}

/** The sealed keysets as the replica keeps them, to unlock without the server. */
export function keysetsRow(keysets: readonly SealedKeyset[]): Change {
  const list = keysets.map((one) => [
    one.keysetEpoch,
    one.accountKeyEpoch,
    decodeBase64url(one.sealed),
  ])
  return { collection: 'meta', key: KEYSETS, value: encodeMeta({ list }) }
}

/** @throws {KeyholderError} `replica.damaged` */
export async function readKeysets(replica: ReplicaStore): Promise<readonly SealedKeyset[]> {
  const bytes = await replica.get('meta', KEYSETS)
  if (bytes === undefined) throw damaged()
  return readMeta(bytes)
    .list('list')
    .map((row) => {
      const [keysetEpoch, accountKeyEpoch, sealed] = row as [number, number, Uint8Array]
      return { keysetEpoch, accountKeyEpoch, sealed: encodeBase64url(sealed) }
    })
}
