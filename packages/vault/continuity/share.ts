import { AeadKey } from '@keyward/primitives/aead'
import { VaultError } from '../error.ts'
import { SecretBytes } from '../secret-bytes.ts'

export const SHARE_LENGTH = 32

/** The half B of a continuity key, which the server holds. It can't print. */
export class ContinuityShare extends SecretBytes {
  /** Takes a copy. @throws {VaultError} `continuity.malformed` when it has not 32 bytes */
  constructor(bytes: Uint8Array) {
    super(bytes, 'continuity share')
    checkLength(bytes)
  }
}

/** A xor B: neither half alone says anything of it. @throws {VaultError} `continuity.malformed` */
export function joinShares(shareA: Uint8Array, shareB: ContinuityShare): AeadKey {
  checkLength(shareA)
  const joined = shareB.exportBytes()
  for (const [index, byte] of shareA.entries()) joined[index]! ^= byte
  return new AeadKey(joined)
}

function checkLength(share: Uint8Array): void {
  if (share.length !== SHARE_LENGTH)
    throw new VaultError('continuity.malformed', 'Each half of a continuity key has 32 bytes.')
}
