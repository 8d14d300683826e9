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
    const start = this.#pass(length)
    return this.#bytes.subarray(start, this.#at)
  }

  uint8(): number {
    return this.#bytes[this.#pass(1)] as number
  }

  uint16(): number {
    return this.uint(2)
  }

  uint32(): number {
    return this.uint(4)
  }

  /** All that is left, which may be nothing. */
  rest(): Uint8Array {
    return this.take(this.remaining)
  }

  /** Gives back the last `length` bytes taken, so that they are read again. */
  back(length: number): void {
    this.#at -= Math.min(length, this.#at)
  }

  /** A big-endian number of so many bytes, exact where it is a safe integer. */
  uint(length: number): number {
    const start = this.#pass(length)
    let value = 0
    for (let at = start; at < start + length; at += 1)
      value = value * 256 + (this.#bytes[at] as number)
    return value
  }

  /** Goes on by so many bytes, and says where they begin. @throws {CodecError} `read.truncated` */
  #pass(length: number): number {
    if (length > this.remaining) {
      throw new CodecError(
        'read.truncated',
        `${length} bytes are needed and ${this.remaining} are left.`,
      )
    }
    const start = this.#at
    this.#at += length
    return start
  }
}
