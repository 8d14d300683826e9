import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { pad, unpad } from '../envelope/padding.ts'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { type LocalContext, localInfo } from './context.ts'

/**
 * Seals what only this device keeps, such as a part of the search index or a change that waits:
 * padded as all content, and bound to its place in the replica. Nothing here tells an older value of
 * the same place from a newer one.
 *
 * @throws {VaultError} `context.malformed`, `sealed.too-large` above 16 MiB
 */
export async function sealLocal(
  sealing: Sealing,
  replicaKey: AeadKey,
  context: LocalContext,
  content: Uint8Array,
): Promise<Uint8Array> {
  return sealForm(sealing, replicaKey, pad(content), localInfo(context))
}

/**
 * Opens what `sealLocal` made.
 *
 * @throws {VaultError} `context.malformed`; `sealed.malformed` for bytes of no known form;
 *   `sealed.refused` when the key, a member of the context or a bit is another
 */
export async function openLocal(
  aead: Aead,
  replicaKey: AeadKey,
  context: LocalContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const padded = await openForm(aead, replicaKey, sealed, localInfo(context), {
    malformed: 'sealed.malformed',
    refused: 'sealed.refused',
  })
  return unpad(padded)
}
