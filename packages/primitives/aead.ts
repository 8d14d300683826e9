import { PrimitivesError } from './error.ts'
import { Unprintable } from './unprintable.ts'

/** Bytes of a key, of a nonce, and by how much a ciphertext is longer than its plaintext. */
export const AEAD_KEY_LENGTH = 32
export const AEAD_NONCE_LENGTH = 12
export const AEAD_TAG_LENGTH = 16

type Awaitable<T> = T | Promise<T>

/**
 * A key of AES-256-GCM that can't print: its bytes are private to the object, and every way of
 * showing it gives a fixed text. Backends keep what they import of it for as long as it lives.
 */
export class AeadKey extends Unprintable {
  readonly #bytes: Uint8Array

  /** Takes a copy of 32 bytes. @throws {PrimitivesError} `key.malformed` for another length */
  constructor(bytes: Uint8Array) {
    super('content key')
    if (bytes.length !== AEAD_KEY_LENGTH) {
      throw new PrimitivesError('key.malformed', 'A key for content has 32 bytes.')
    }
    this.#bytes = new Uint8Array(bytes)
  }

  /** A copy of the 32 bytes, for wrapping under another key and importing into a backend. */
  exportBytes(): Uint8Array {
    return new Uint8Array(this.#bytes)
  }
}

/**
 * AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags. All backends are
 * interchangeable and held to one contract suite. A nonce may serve one key once only.
 */
export interface Aead {
  /**
   * Encrypts; the tag is at the end, so that the result is 16 bytes longer than the plaintext.
   *
   * @throws {PrimitivesError} `aead.nonce` for a nonce that has not 12 bytes
   */
  seal(
    key: AeadKey,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    associatedData: Uint8Array,
  ): Awaitable<Uint8Array>
  /**
   * Decrypts what `seal` made with the same key, nonce and associated data.
   *
   * @throws {PrimitivesError} `aead.refused` when anything differs by a bit, `aead.nonce`
   */
  open(
    key: AeadKey,
    nonce: Uint8Array,
    ciphertext: Uint8Array,
    associatedData: Uint8Array,
  ): Awaitable<Uint8Array>
}

/** @throws {PrimitivesError} `aead.nonce` */
export function checkNonce(nonce: Uint8Array): void {
  if (nonce.length !== AEAD_NONCE_LENGTH) {
    throw new PrimitivesError('aead.nonce', 'A nonce has 12 bytes.')
  }
}

/** The one answer to every ciphertext that does not open: why it did not is nobody's business. */
export function aeadRefused(cause?: unknown): PrimitivesError {
  return new PrimitivesError('aead.refused', 'The sealed bytes do not open.', { cause })
}
