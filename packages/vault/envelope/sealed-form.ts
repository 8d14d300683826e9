import { concatBytes } from '@keyward/codec'
import {
  AEAD_NONCE_LENGTH,
  AEAD_TAG_LENGTH,
  type Aead,
  type AeadKey,
} from '@keyward/primitives/aead'
import { PrimitivesError } from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import { VaultError, type VaultRule } from '../error.ts'

/** What sealing needs from outside. */
export interface Sealing {
  readonly aead: Aead
  readonly random: Random
}

/** The first byte of every sealed form, for AES-256-GCM with a nonce of 12 bytes. */
const FORM_1 = 1

/** Encrypts into the sealed form: version byte ‖ nonce (12) ‖ ciphertext and tag. */
export async function sealForm(
  { aead, random }: Sealing,
  key: AeadKey,
  plaintext: Uint8Array,
  associatedData: Uint8Array,
): Promise<Uint8Array> {
  const nonce = random(AEAD_NONCE_LENGTH)
  const ciphertext = await aead.seal(key, nonce, plaintext, associatedData)
  return concatBytes(Uint8Array.of(FORM_1), nonce, ciphertext)
}

/** Decrypts the sealed form. @throws {VaultError} the rules given for malformed and refused bytes */
export async function openForm(
  aead: Aead,
  key: AeadKey,
  sealed: Uint8Array,
  associatedData: Uint8Array,
  rules: { readonly malformed: VaultRule; readonly refused: VaultRule },
): Promise<Uint8Array> {
  const start = 1 + AEAD_NONCE_LENGTH
  if (sealed[0] !== FORM_1 || sealed.length < start + AEAD_TAG_LENGTH)
    throw new VaultError(rules.malformed, 'These are no sealed bytes of a known version.')
  try {
    return await aead.open(key, sealed.slice(1, start), sealed.slice(start), associatedData)
  } catch (error) {
    if (error instanceof PrimitivesError && error.code === 'aead.refused')
      throw new VaultError(rules.refused, 'The key or the context is not the one it was sealed by.')
    throw error
  }
}
