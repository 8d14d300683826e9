import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import { encodeEd25519Pkcs8 } from '../keys/pkcs8.ts'
import { EDDSA } from '../keys/algorithm.ts'
import { encodeSpki } from '../keys/spki.ts'
import { acceptedKeys } from './accepted-keys.ts'
import type { Ed25519 } from './port.ts'

const POINT_LENGTH = 32
const SIGNATURE_LENGTH = 64

const accepted = acceptedKeys((x): KeyObject =>
  createPublicKey({
    key: Buffer.from(encodeSpki({ algorithm: EDDSA, x })),
    format: 'der',
    type: 'spki',
  }),
)

/**
 * Ed25519 by Node.js' OpenSSL, some fifteen times faster than plain JavaScript. OpenSSL refuses an S
 * that is not below the order, computes SB - kA, and compares its canonical form with the bytes of R.
 * It does not judge the public key, which is done before: where A has the prime order, SB - kA lies
 * in the group of prime order, so that no R with a part of small order and no other form passes.
 */
export const implementation: Ed25519 = {
  signerOf(seed) {
    const key = createPrivateKey({
      key: Buffer.from(encodeEd25519Pkcs8(seed)),
      format: 'der',
      type: 'pkcs8',
    })
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
    return {
      publicKey: new Uint8Array(spki.subarray(-POINT_LENGTH)),
      sign: (message) => new Uint8Array(nodeSign(null, message, key)),
    }
  },
  verify(publicKey, message, signature) {
    if (publicKey.length !== POINT_LENGTH || signature.length !== SIGNATURE_LENGTH) return false
    const key = accepted(publicKey)
    return key !== undefined && nodeVerify(null, message, key, signature)
  },
  verifyLater(publicKey, message, signature) {
    if (publicKey.length !== POINT_LENGTH || signature.length !== SIGNATURE_LENGTH)
      return Promise.resolve(false)
    const key = accepted(publicKey)
    if (key === undefined) return Promise.resolve(false)
    return new Promise((resolve) => {
      nodeVerify(null, message, key, signature, (error, isGood) =>
        resolve(error === null && isGood),
      )
    })
  },
}
