import { CodecError } from './error.ts'

/** A cursor over bytes that never reads past the end. Taken slices are views, not copies. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get position(): number {
    return this.#at
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  /** @throws {CodecError} `read.truncated` when fewer than `length` bytes are left. */
  take(length: number): Uint8Array {
    if (length > this.remaining) {
      throw new CodecError(
        'read.truncated',
        `${length} bytes are needed and ${this.remaining} are left.`,
      )
    }
    const start = this.#at
    this.#at += length
    return this.#bytes.subarray(start, this.#at)
  }

  uint8(): number {
    return this.take(1)[0] as number
  }

  uint16(): number {
    return this.#uint(2)
  }

  uint32(): number {
    return this.#uint(4)
  }

  /** All that is left, which may be nothing. */
  rest(): Uint8Array {
    return this.take(this.remaining)
  }

  /** Gives back the last `length` bytes taken, so that they are read again. */
  back(length: number): void {
    this.#at -= Math.min(length, this.#at)
  }

  #uint(length: number): number {
    let value = 0
    for (const byte of this.take(length)) value = value * 256 + byte
    return value
  }
}
