import { Unprintable } from '@keyward/primitives/unprintable'

/**
 * Bytes that can't print: private to the object, and every way of showing it gives a fixed text.
 * Keeps its own copy.
 */
export class SecretBytes extends Unprintable {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, shown: string) {
    super(shown)
    this.#bytes = new Uint8Array(bytes)
  }

  /** A copy of the bytes. */
  exportBytes(): Uint8Array {
    return new Uint8Array(this.#bytes)
  }
}
