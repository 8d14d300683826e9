/**
 * Bytes that can't print: private to the object, and every way of showing it gives a fixed text.
 * Keeps its own copy.
 */
export class SecretBytes {
  readonly #bytes: Uint8Array
  readonly #shown: string

  constructor(bytes: Uint8Array, shown: string) {
    this.#bytes = bytes.slice()
    this.#shown = `[${shown}]`
  }

  /** A copy of the bytes. */
  exportBytes(): Uint8Array {
    return this.#bytes.slice()
  }

  toJSON(): string {
    return this.#shown
  }

  toString(): string {
    return this.#shown
  }

  /** What Node.js prints of it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.#shown
  }
}
