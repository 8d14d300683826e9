import { CodecError, decodeBase64url } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'

/** A foreign record whose members are read one by one, each refusal naming the member. */
export class ForeignRecord {
  readonly #members: Readonly<Record<string, unknown>>

  /** @throws {WebAuthnError} `exchange.malformed` when the value is no object */
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new WebAuthnError('exchange.malformed', 'A passkey record has to be an object.')
    }
    this.#members = value as Record<string, unknown>
  }

  value(name: string): unknown {
    return this.#members[name]
  }

  /** A text; empty where it is absent or null. @throws {WebAuthnError} `exchange.malformed` */
  optionalText(name: string): string {
    const value = this.#members[name]
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value
    throw new WebAuthnError(
      'exchange.malformed',
      `The member "${name}" of the passkey is not a text.`,
    )
  }

  /** A text that is not empty. @throws {WebAuthnError} `exchange.malformed` */
  text(name: string): string {
    const value = this.optionalText(name)
    if (value !== '') return value
    throw new WebAuthnError('exchange.malformed', `The passkey has no "${name}".`)
  }

  /** Bytes from base64url, between `least` and `most` of them. @throws {WebAuthnError} `exchange.malformed` */
  bytes(name: string, least: number, most: number): Uint8Array {
    const bytes = fromBase64url(name, this.text(name))
    if (bytes.length >= least && bytes.length <= most) return bytes
    throw new WebAuthnError(
      'exchange.malformed',
      `The member "${name}" of the passkey has ${bytes.length} bytes, not between ${least} and ${most}.`,
    )
  }
}

function fromBase64url(name: string, text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    throw new WebAuthnError(
      'exchange.malformed',
      `The member "${name}" of the passkey is not base64url.`,
      {
        cause: error,
      },
    )
  }
}
