import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { PrimitivesError } from '../error.ts'
import { EDDSA, ES256, type SignatureAlgorithm } from '../keys/algorithm.ts'
import { ed25519Pair, p256Pair } from '../keys/import.ts'
import { parsePrivateDer } from '../keys/pkcs8.ts'
import type { KeyPair, PrivateKey } from '../keys/private-key.ts'
import type { Random, SigningBackend } from '../signature.ts'

/**
 * ES256 and EdDSA in plain JavaScript, for engines without WebCrypto. Signatures are deterministic
 * (RFC 6979, RFC 8032), without low-S normalisation. It has no RSA.
 */
export function nobleBackend(random: Random): SigningBackend {
  const secrets = new WeakMap<PrivateKey, Uint8Array>()
  return {
    algorithms: [ES256, EDDSA],
    generate: (algorithm) => generate(algorithm, random),
    sign(key, message) {
      let secret = secrets.get(key)
      if (secret === undefined) {
        secret = secretOf(key)
        secrets.set(key, secret)
      }
      return key.algorithm === ES256
        ? p256.sign(message, secret, { prehash: true, lowS: false, format: 'der' })
        : ed25519.sign(message, secret)
    },
  }
}

function generate(algorithm: SignatureAlgorithm, random: Random): KeyPair {
  // 48 bytes reduced modulo n: the bias is below 2^-128.
  if (algorithm === ES256) return p256Pair(p256.utils.randomSecretKey(random(48)))
  if (algorithm === EDDSA) return ed25519Pair(random(32))
  throw unsupported()
}

function secretOf(key: PrivateKey): Uint8Array {
  const numbers = parsePrivateDer(key.exportPkcs8())
  if (numbers.kind === 'p256') return numbers.scalar
  if (numbers.kind === 'ed25519') return numbers.seed
  throw unsupported()
}

function unsupported(): PrimitivesError {
  return new PrimitivesError(
    'signature.unsupported',
    'This backend makes no RSA keys or signatures.',
  )
}
