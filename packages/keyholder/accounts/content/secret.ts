import { Unprintable } from '@keyward/primitives/unprintable'

/** A secret that can't print: it is private to the object, and every way of showing it is fixed. */
export class Secret<T extends string | Uint8Array> extends Unprintable {
  readonly #value: T

  constructor(value: T) {
    super('secret')
    this.#value = value
  }

  /** The secret itself; of bytes a copy. */
  reveal(): T {
    const value: string | Uint8Array = this.#value
    return (typeof value === 'string' ? value : new Uint8Array(value)) as T
  }
}
