import type { PublicKey, SignatureAlgorithm } from './algorithm.ts'
import { Unprintable } from '../unprintable.ts'

/**
 * A private key that can't print: its bytes are private to the object, and every way of showing it
 * gives a fixed text. Backends keep what they import of it for as long as the object lives.
 */
export class PrivateKey extends Unprintable {
  readonly algorithm: SignatureAlgorithm
  readonly #pkcs8: Uint8Array

  /** Takes PKCS#8 in the canonical form of `importPrivateKey`; reach for that with foreign keys. */
  constructor(algorithm: SignatureAlgorithm, pkcs8: Uint8Array) {
    super('private key')
    this.algorithm = algorithm
    this.#pkcs8 = pkcs8
  }

  /** A copy of the key as PKCS#8 (RFC 5958), for sealing, exporting and importing into a backend. */
  exportPkcs8(): Uint8Array {
    return new Uint8Array(this.#pkcs8)
  }
}

export interface KeyPair {
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
}
