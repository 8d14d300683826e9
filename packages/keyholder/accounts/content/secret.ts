/** A secret that can't print: it is private to the object, and every way of showing it is fixed. */
export class Secret<T extends string | Uint8Array> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  /** The secret itself; of bytes a copy. */
  reveal(): T {
    const value: string | Uint8Array = this.#value
    return (typeof value === 'string' ? value : value.slice()) as T
  }

  toJSON(): string {
    return '[secret]'
  }

  toString(): string {
    return '[secret]'
  }

  /** What Node.js prints of it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}
