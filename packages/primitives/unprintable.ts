/**
 * What holds a secret in private members extends this: every way of showing it, as text, as JSON or
 * in Node.js' inspection, gives a fixed text.
 */
export abstract class Unprintable {
  readonly #shown: string

  /** @param what names the kind of secret, for whoever meets the text in a log */
  constructor(what: string) {
    this.#shown = `[${what}]`
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
