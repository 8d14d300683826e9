type Awaitable<T> = T | Promise<T>

/** An X25519 private key that is ready for use (RFC 7748). */
export interface Agreement {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** The shared secret with a public key of 32 bytes. Fails when it would be all zeros. */
  agree(publicKey: Uint8Array): Awaitable<Uint8Array>
}

/** An ML-KEM-768 private key that is ready for use (FIPS 203). */
export interface Decapsulation {
  /** 1,184 bytes. */
  readonly publicKey: Uint8Array
  /** The shared secret of a ciphertext of 1,088 bytes: some secret, for one that was tampered with. */
  decapsulate(ciphertext: Uint8Array): Awaitable<Uint8Array>
}

/**
 * What X-Wing is put together from. All implementations give the same bytes for the same input, and
 * are held to one contract suite.
 */
export interface XWingParts {
  /** Takes a private key of 32 bytes. */
  x25519(secret: Uint8Array): Awaitable<Agreement>
  /** Takes a seed of 64 bytes (d and z). */
  mlKem(seed: Uint8Array): Awaitable<Decapsulation>
  /**
   * A ciphertext for an ML-KEM-768 public key, with 32 bytes of randomness from the caller: native
   * code takes its own, so that this is the library's everywhere. Fails for a malformed key.
   */
  encapsulate(
    publicKey: Uint8Array,
    randomness: Uint8Array,
  ): Promise<{ readonly ciphertext: Uint8Array; readonly shared: Uint8Array }>
}
