import { encodeCbor } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'
import { KEYSET_SEAL } from '../labels.ts'
import { encodeKeyset, parsePrivateKeyset, type PrivateKeyset } from './keyset.ts'

/** Whose keyset it is. Bound into the sealed form. */
export interface KeysetContext {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly memberId: string
  /** From 1; every new keyset of a member takes the next one. */
  readonly keysetEpoch: number
  /** The epoch of the account key under which it lies, from 1. */
  readonly accountKeyEpoch: number
}

/** Seals the private part of a member's keyset under the account key. @throws {VaultError} `context.malformed` */
export async function sealKeyset(
  sealing: Sealing,
  accountKey: AeadKey,
  context: KeysetContext,
  keyset: PrivateKeyset,
): Promise<Uint8Array> {
  return sealForm(sealing, accountKey, encodeKeyset(keyset), associatedData(context))
}

/**
 * Opens what `sealKeyset` made.
 *
 * @throws {VaultError} `context.malformed`, `keyset.malformed`; `sealed.refused` when the key, a
 *   member of the context or a bit is another
 */
export async function openKeyset(
  aead: Aead,
  accountKey: AeadKey,
  context: KeysetContext,
  sealed: Uint8Array,
): Promise<PrivateKeyset> {
  const opened = await openForm(aead, accountKey, sealed, associatedData(context), {
    malformed: 'keyset.malformed',
    refused: 'sealed.refused',
  })
  return parsePrivateKeyset(opened)
}

function associatedData(context: KeysetContext): Uint8Array {
  const { keysetEpoch, accountKeyEpoch } = context
  for (const epoch of [keysetEpoch, accountKeyEpoch]) {
    if (!Number.isSafeInteger(epoch) || epoch < 1)
      throw new VaultError('context.malformed', 'The epochs of a keyset count from 1.')
  }
  return encodeCbor([
    KEYSET_SEAL,
    idBytes(context.workspaceId, 'workspace'),
    idBytes(context.memberId, 'member'),
    keysetEpoch,
    accountKeyEpoch,
  ])
}
