import { concatBytes } from '@keyward/codec'
import type { SigningBackend } from '@keyward/primitives/signature'
import { WebAuthnError } from '../error.ts'
import type { Signer } from './ports.ts'

/** The signer of a device that holds the keys, over one of the signing backends. */
export function localSigner(backend: SigningBackend): Signer {
  return {
    algorithms: backend.algorithms,
    makeKey: (algorithm) => backend.generate(algorithm),
    sign(source, authenticatorData, clientDataHash) {
      if (source.privateKey === undefined) {
        throw new WebAuthnError(
          'ceremony.signing-failed',
          'The private key of this passkey is not on this device.',
        )
      }
      return backend.sign(source.privateKey, concatBytes(authenticatorData, clientDataHash))
    },
  }
}
