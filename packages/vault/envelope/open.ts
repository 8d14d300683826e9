import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { encodeContext, type EnvelopeContext } from './context.ts'
import { unpad } from './padding.ts'
import { openForm } from './sealed-form.ts'

/**
 * Opens what `seal` made. The context is what the caller asked for, never what came with the bytes.
 *
 * @throws {VaultError} `context.malformed`; `sealed.malformed` for bytes of no known form;
 *   `sealed.refused` when the key, a member of the context or a bit is another
 */
export async function open(
  aead: Aead,
  key: AeadKey,
  context: EnvelopeContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const padded = await openForm(aead, key, sealed, encodeContext(context), {
    malformed: 'sealed.malformed',
    refused: 'sealed.refused',
  })
  return unpad(padded)
}
