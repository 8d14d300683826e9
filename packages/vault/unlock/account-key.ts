import { encodeCbor } from '@keyward/codec'
import { AEAD_KEY_LENGTH, type Aead, AeadKey } from '@keyward/primitives/aead'
import { hkdfSha256 } from '@keyward/primitives/hash'
import type { Random } from '@keyward/primitives/signature'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'
import { UNLOCK_LABELS } from '../labels.ts'
import { SecretBytes } from '../secret-bytes.ts'

/** The ways to unlock; each has its own label and format version. */
export type UnlockMethod = keyof typeof UNLOCK_LABELS

/** Whose account key it is, and by which of the member's methods. Bound into the wrapped form. */
export interface UnlockContext {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly memberId: string
  /** This one passphrase, passkey, device or kit. */
  readonly methodId: string
  /** From 1; every new account key takes the next one. */
  readonly accountKeyEpoch: number
}

/** What a method yields: the secret that its wrapping key is derived from. It can't print. */
export class UnlockSecret extends SecretBytes {
  readonly method: UnlockMethod

  constructor(method: UnlockMethod, bytes: Uint8Array) {
    super(bytes, 'unlock secret')
    this.method = method
  }
}

/** Makes a new account key: the root under which a member's keyset lies. */
export function makeAccountKey(random: Random): AeadKey {
  return new AeadKey(random(AEAD_KEY_LENGTH))
}

/**
 * Wraps the account key by a method: HKDF-SHA-256 of the method's secret with its label and the
 * context gives the key, AES-256-GCM wraps. 61 bytes.
 *
 * @throws {VaultError} `context.malformed`
 */
export async function wrapAccountKey(
  sealing: Sealing,
  secret: UnlockSecret,
  context: UnlockContext,
  accountKey: AeadKey,
): Promise<Uint8Array> {
  const info = unlockInfo(secret.method, context)
  return sealForm(sealing, wrappingKey(secret, info), accountKey.exportBytes(), info)
}

/**
 * Unwraps what `wrapAccountKey` made by the same method and context.
 *
 * @throws {VaultError} `context.malformed`; `unlock.malformed` for bytes of no known form;
 *   `unlock.refused` when the secret, the method, a member of the context or a bit is another
 */
export async function unwrapAccountKey(
  aead: Aead,
  secret: UnlockSecret,
  context: UnlockContext,
  wrapped: Uint8Array,
): Promise<AeadKey> {
  const info = unlockInfo(secret.method, context)
  const bytes = await openForm(aead, wrappingKey(secret, info), wrapped, info, {
    malformed: 'unlock.malformed',
    refused: 'unlock.refused',
  })
  return accountKeyOf(bytes)
}

/** An account key of unwrapped bytes. @throws {VaultError} `unlock.malformed` */
export function accountKeyOf(bytes: Uint8Array): AeadKey {
  if (bytes.length !== AEAD_KEY_LENGTH)
    throw new VaultError('unlock.malformed', 'An account key has 32 bytes.')
  return new AeadKey(bytes)
}

/** The canonical CBOR of a method's label and the context. @throws {VaultError} `context.malformed` */
export function unlockInfo(method: UnlockMethod, context: UnlockContext): Uint8Array {
  if (!Number.isSafeInteger(context.accountKeyEpoch) || context.accountKeyEpoch < 1)
    throw new VaultError('context.malformed', 'The epochs of an account key count from 1.')
  return encodeCbor([
    UNLOCK_LABELS[method],
    idBytes(context.workspaceId, 'workspace'),
    idBytes(context.memberId, 'member'),
    idBytes(context.methodId, 'method'),
    context.accountKeyEpoch,
  ])
}

function wrappingKey(secret: UnlockSecret, info: Uint8Array): AeadKey {
  const ikm = secret.exportBytes()
  return new AeadKey(hkdfSha256({ ikm, salt: new Uint8Array(), info }, AEAD_KEY_LENGTH))
}
