import { encodeUtf8 } from '@keyward/codec'
import { type Aead, AEAD_NONCE_LENGTH, AeadKey } from '@keyward/primitives/aead'
import { ARGON2ID_COST, type Argon2id } from '@keyward/primitives/kdf'
import { PrimitivesError } from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import { TransferError } from '../error.ts'
import { headerContext, type SealedFile, type SealedHeader } from './envelope.ts'

/** Seals content under a passphrase, with a salt and a nonce made for this one file. */
export async function sealContent(
  content: Uint8Array,
  passphrase: string,
  ports: { readonly aead: Aead; readonly argon2id: Argon2id; readonly random: Random },
): Promise<SealedFile> {
  const { aead, argon2id, random } = ports
  const header = { cost: ARGON2ID_COST, salt: random(16), nonce: random(AEAD_NONCE_LENGTH) }
  const key = await stretched(argon2id, passphrase, header)
  const sealed = await aead.seal(key, header.nonce, content, headerContext(header))
  return { header, sealed }
}

/**
 * Opens what `sealContent` made.
 *
 * @throws {TransferError} `passphrase.wrong`: the file is as it was written, as its digest tells, so
 *   the passphrase is another, or somebody changed the file on purpose
 */
export async function openContent(
  { header, sealed }: SealedFile,
  passphrase: string,
  ports: { readonly aead: Aead; readonly argon2id: Argon2id },
): Promise<Uint8Array> {
  const key = await stretched(ports.argon2id, passphrase, header)
  try {
    return await ports.aead.open(key, header.nonce, sealed, headerContext(header))
  } catch (error) {
    if (!(error instanceof PrimitivesError) || error.code !== 'aead.refused') throw error
    throw new TransferError('passphrase.wrong', 'The passphrase does not open this file.', {
      cause: error,
    })
  }
}

/** The same passphrase however a keyboard composes it: NFKC, as for unlocking. */
async function stretched(
  argon2id: Argon2id,
  passphrase: string,
  { cost, salt }: SealedHeader,
): Promise<AeadKey> {
  const password = encodeUtf8(passphrase.normalize('NFKC'))
  return new AeadKey(await argon2id({ password, salt, ...cost, length: 32 }))
}
