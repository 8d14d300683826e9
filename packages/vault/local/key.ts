import { type Aead, AeadKey } from '@keyward/primitives/aead'
import { type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { LOCAL_KEY_WRAP } from '../labels.ts'
import { localKeyInfo, type LocalKeyContext } from './context.ts'
import { unwrapBytes } from './wrap.ts'

/**
 * Wraps an opened key under the account key, for the replica to keep: AES-256-GCM, so that an engine
 * without HPKE can sign by it. 61 bytes.
 *
 * @throws {VaultError} `context.malformed`
 */
export async function wrapLocalKey(
  sealing: Sealing,
  accountKey: AeadKey,
  context: LocalKeyContext,
  key: AeadKey,
): Promise<Uint8Array> {
  const info = localKeyInfo(LOCAL_KEY_WRAP, context)
  return sealForm(sealing, accountKey, key.exportBytes(), info)
}

/**
 * Unwraps what `wrapLocalKey` made.
 *
 * @throws {VaultError} `context.malformed`; `wrapped.malformed` for bytes of no known form;
 *   `wrapped.refused` when the account key, a member of the context or a bit is another
 */
export async function unwrapLocalKey(
  aead: Aead,
  accountKey: AeadKey,
  context: LocalKeyContext,
  wrapped: Uint8Array,
): Promise<AeadKey> {
  const info = localKeyInfo(LOCAL_KEY_WRAP, context)
  return new AeadKey(await unwrapBytes(aead, accountKey, info, wrapped))
}
