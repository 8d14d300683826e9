import { encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { VaultError } from '../error.ts'
import { PASSKEY_PRF_INPUT } from '../labels.ts'
import { UnlockSecret } from './account-key.ts'

/**
 * What the passkey's PRF is evaluated at (`prf.eval.first`, WebAuthn Level 3 section 10.1.4), 32
 * bytes. One value for everybody: at sign-in nobody is known yet.
 */
export function passkeyPrfInput(): Uint8Array {
  return sha256(encodeUtf8(PASSKEY_PRF_INPUT))
}

/**
 * The secret of unlocking by passkey: `prf.results.first`, which the caller has removed from what
 * it serialises.
 *
 * @throws {VaultError} `unlock.method` when it has not 32 bytes
 */
export function passkeySecret(prfOutput: Uint8Array): UnlockSecret {
  if (prfOutput.length !== 32)
    throw new VaultError('unlock.method', 'The result of a passkey’s PRF has 32 bytes.')
  return new UnlockSecret('passkey', prfOutput)
}
