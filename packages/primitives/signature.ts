import type { SignatureAlgorithm } from './keys/algorithm.ts'
import type { KeyPair, PrivateKey } from './keys/private-key.ts'

/** `length` bytes of cryptographic randomness. */
export type Random = (length: number) => Uint8Array

/**
 * One way of making keys and signatures. All backends are interchangeable and held to one contract
 * suite: ES256 signatures are DER, EdDSA ones 64 bytes, RS256 ones as long as the modulus (WebAuthn
 * Level 3 section 6.5.5). A key that was used once is kept imported for as long as its object lives.
 */
export interface SigningBackend {
  /** What this backend can make and use, in no order of preference. */
  readonly algorithms: readonly SignatureAlgorithm[]
  /** Makes a key pair; RSA keys have 2,048 bits. @throws {PrimitivesError} `signature.unsupported` */
  generate(algorithm: SignatureAlgorithm): KeyPair | Promise<KeyPair>
  /** Signs the message (not its hash). @throws {PrimitivesError} `signature.unsupported` */
  sign(key: PrivateKey, message: Uint8Array): Uint8Array | Promise<Uint8Array>
}
