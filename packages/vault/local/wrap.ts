import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { openForm } from '../envelope/sealed-form.ts'
import { VaultError } from '../error.ts'

/** Every key that a replica keeps has as many bytes. */
const KEY_LENGTH = 32

/** Unwraps 32 bytes. @throws {VaultError} `wrapped.malformed`, `wrapped.refused` */
export async function unwrapBytes(
  aead: Aead,
  accountKey: AeadKey,
  info: Uint8Array,
  wrapped: Uint8Array,
): Promise<Uint8Array> {
  const bytes = await openForm(aead, accountKey, wrapped, info, {
    malformed: 'wrapped.malformed',
    refused: 'wrapped.refused',
  })
  if (bytes.length !== KEY_LENGTH)
    throw new VaultError('wrapped.malformed', 'A wrapped key has 32 bytes.')
  return bytes
}
