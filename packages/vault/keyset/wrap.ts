import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import { VaultError } from '../error.ts'
import { KEY_WRAP, KEYSET_WRAP } from '../labels.ts'
import { hpkeOpen, hpkeSeal } from './hpke.ts'
import {
  encodeKeyset,
  type Keyset,
  parseKeyset,
  type PrivateKeyset,
  type PublicKeyset,
} from './keyset.ts'
import { type WrapContext, wrapInfo } from './wrap-context.ts'

const RULES = { malformed: 'wrapped.malformed', refused: 'wrapped.refused' } as const

/**
 * Wraps a content key to a keyset: HPKE base mode (RFC 9180) with X-Wing, HKDF-SHA-256 and
 * AES-256-GCM. 1,169 bytes. Base mode says nothing of who wrapped it: the access list does.
 *
 * @throws {VaultError} `context.malformed`, `wrapped.malformed` for a malformed public key
 */
export async function wrapKey(
  random: Random,
  recipient: PublicKeyset,
  context: WrapContext,
  key: AeadKey,
): Promise<Uint8Array> {
  const info = wrapInfo(KEY_WRAP, context)
  return hpkeSeal(recipient.wrapping, key.exportBytes(), { info }, random, RULES.malformed)
}

/**
 * Unwraps what `wrapKey` made for this keyset and context.
 *
 * @throws {VaultError} `context.malformed`; `wrapped.malformed` for bytes of no known form;
 *   `wrapped.refused` when the keyset, a member of the context or a bit is another
 */
export async function unwrapKey(
  keyset: PrivateKeyset,
  context: WrapContext,
  wrapped: Uint8Array,
): Promise<AeadKey> {
  const info = wrapInfo(KEY_WRAP, context)
  const bytes = await hpkeOpen(keyset.wrappingSeed, wrapped, { info }, RULES)
  if (bytes.length !== AEAD_KEY_LENGTH)
    throw new VaultError('wrapped.malformed', 'A wrapped key has 32 bytes.')
  return new AeadKey(bytes)
}

/** Wraps a team's or collection's keyset to one of its members. @throws {VaultError} as `wrapKey` */
export async function wrapKeyset(
  random: Random,
  recipient: PublicKeyset,
  context: WrapContext,
  keyset: PrivateKeyset,
): Promise<Uint8Array> {
  const info = wrapInfo(KEYSET_WRAP, context)
  return hpkeSeal(recipient.wrapping, encodeKeyset(keyset), { info }, random, RULES.malformed)
}

/** Unwraps what `wrapKeyset` made. @throws {VaultError} as `unwrapKey`, `keyset.malformed` */
export async function unwrapKeyset(
  keyset: PrivateKeyset,
  context: WrapContext,
  wrapped: Uint8Array,
): Promise<Keyset> {
  const info = wrapInfo(KEYSET_WRAP, context)
  return parseKeyset(await hpkeOpen(keyset.wrappingSeed, wrapped, { info }, RULES))
}
