import type { AeadKey } from '@keyward/primitives/aead'
import { encodeContext, type EnvelopeContext } from './context.ts'
import { pad } from './padding.ts'
import { type Sealing, sealForm } from './sealed-form.ts'

/**
 * Seals content with its context. The result is a version byte, a random nonce of 12 bytes and the
 * ciphertext of the padded content.
 *
 * @throws {VaultError} `context.malformed`, `sealed.too-large` above 16 MiB
 */
export async function seal(
  sealing: Sealing,
  key: AeadKey,
  context: EnvelopeContext,
  content: Uint8Array,
): Promise<Uint8Array> {
  return sealForm(sealing, key, pad(content), encodeContext(context))
}
