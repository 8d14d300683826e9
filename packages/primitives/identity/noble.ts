import { ed25519 } from '@noble/curves/ed25519.js'
import { acceptedKeys, pointOf } from './accepted-keys.ts'
import type { Ed25519 } from './port.ts'

const POINT_LENGTH = 32
const SIGNATURE_LENGTH = 64

const accepted = acceptedKeys((publicKey) => new Uint8Array(publicKey))

/** Ed25519 in plain JavaScript, for browsers and bare engines. */
export const implementation: Ed25519 = {
  signerOf(seed) {
    const secret = new Uint8Array(seed)
    return {
      publicKey: ed25519.getPublicKey(secret),
      sign: (message) => ed25519.sign(message, secret),
    }
  },
  verify(publicKey, message, signature) {
    if (publicKey.length !== POINT_LENGTH || signature.length !== SIGNATURE_LENGTH) return false
    const key = accepted(publicKey)
    if (key === undefined) return false
    // The library multiplies by the cofactor, which forgives an R with a part of small order. Where
    // neither A nor R has one, its equation and the one without the cofactor are the same.
    if (!ed25519.verify(signature, message, key, { zip215: false })) return false
    return pointOf(signature.subarray(0, POINT_LENGTH))?.isTorsionFree() === true
  },
  // There is no other thread here.
  verifyLater: async (publicKey, message, signature) =>
    implementation.verify(publicKey, message, signature),
}
