import { Unprintable } from '@keyward/primitives/unprintable'

/** A text out of the configuration that must not print, such as a password. */
export class SecretText extends Unprintable {
  readonly #text: string

  /** @param what names the kind of secret, for whoever meets it in a log */
  constructor(what: string, text: string) {
    super(what)
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }
}
