/** A private key that is ready to sign. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** 64 bytes, the same ones for the same message (RFC 8032 section 5.1.6). */
  sign(message: Uint8Array): Uint8Array
}

/**
 * Ed25519 (RFC 8032), synchronous. All implementations give the same answer to every input, and are
 * held to one contract suite: which of them an engine has is a question of speed alone.
 */
export interface Ed25519 {
  /** The key of a seed of 32 bytes, which is not kept elsewhere than in the signer. */
  signerOf(seed: Uint8Array): Signer
  /**
   * Whether the signature is good by the strictest rule there is: the public key is in its canonical
   * form and lies in the group of prime order, without being its neutral element; so does R, which
   * is in its canonical form; S is below the order of the group; and SB = R + kA without a cofactor
   * (RFC 8032 section 5.1.7). Of lengths other than 32 and 64 bytes nothing is good. Never throws.
   */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /** The same answer later: where the engine has other threads, on one of them. Never rejects. */
  verifyLater(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>
}
