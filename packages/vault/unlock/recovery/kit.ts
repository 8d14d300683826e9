import { encodeUtf8 } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import { VaultError } from '../../error.ts'
import { KIT_SIGN_IN } from '../../labels.ts'
import { SecretBytes } from '../../secret-bytes.ts'
import { UnlockSecret } from '../account-key.ts'

const KIT_LENGTH = 32

/** A recovery kit: 256 random bits that open a vault with nothing else at hand. It can't print. */
export class RecoveryKit extends SecretBytes {
  /** Takes 32 bytes. @throws {VaultError} `kit.malformed` */
  constructor(bytes: Uint8Array) {
    if (bytes.length !== KIT_LENGTH)
      throw new VaultError('kit.malformed', 'A recovery kit has 32 bytes.')
    super(bytes, 'recovery kit')
  }
}

/** Makes a new kit. */
export function makeRecoveryKit(random: Random): RecoveryKit {
  return new RecoveryKit(random(KIT_LENGTH))
}

/** The secret by which the kit wraps the account key. */
export function kitSecret(kit: RecoveryKit): UnlockSecret {
  return new UnlockSecret('kit', kit.exportBytes())
}

/** The key by which the kit signs in: the server knows its public part alone. */
export function kitSignInKey(kit: RecoveryKit): IdentityKey {
  const ikm = kit.exportBytes()
  const info = encodeUtf8(KIT_SIGN_IN)
  return identityFromSeed(hkdfSha256({ ikm, salt: new Uint8Array(), info }, 32))
}
