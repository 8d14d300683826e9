import { encodeCbor } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { pad, unpad } from '../envelope/padding.ts'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'
import { REASON_SEAL } from '../labels.ts'

/** What a reason was given for. */
export interface ReasonContext {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly accountId: string
  /** The deal of the sign-in, or the share request. */
  readonly subjectId: string
  /** The epoch of the profile key under which it is sealed, from 1. */
  readonly keyEpoch: number
}

/**
 * Seals words that come with a sign-in or a request under the account's profile key: everybody who
 * has the account can open them, and the server can't. Padded as all content.
 *
 * @throws {VaultError} `context.malformed`, `sealed.too-large`
 */
export async function sealReason(
  sealing: Sealing,
  profileKey: AeadKey,
  context: ReasonContext,
  content: Uint8Array,
): Promise<Uint8Array> {
  return sealForm(sealing, profileKey, pad(content), infoOf(context))
}

/**
 * Opens what `sealReason` made.
 *
 * @throws {VaultError} `context.malformed`; `sealed.malformed` for bytes of no known form;
 *   `sealed.refused` when the key, a member of the context or a bit is another
 */
export async function openReason(
  aead: Aead,
  profileKey: AeadKey,
  context: ReasonContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const padded = await openForm(aead, profileKey, sealed, infoOf(context), {
    malformed: 'sealed.malformed',
    refused: 'sealed.refused',
  })
  return unpad(padded)
}

function infoOf({ workspaceId, accountId, subjectId, keyEpoch }: ReasonContext): Uint8Array {
  if (!Number.isSafeInteger(keyEpoch) || keyEpoch < 1)
    throw new VaultError('context.malformed', 'The epoch of a key counts from 1.')
  return encodeCbor([
    REASON_SEAL,
    idBytes(workspaceId, 'workspace'),
    idBytes(accountId, 'account'),
    idBytes(subjectId, 'subject'),
    keyEpoch,
  ])
}
