/** What a power modulo N is made of: unsigned big-endian numbers. */
export interface ModExpInput {
  /** From 2 to N - 2, of any length. */
  readonly base: Uint8Array
  /** Secret. At least 1; it may be longer than N. */
  readonly exponent: Uint8Array
  /** N, odd, of 2,048 to 4,096 bits, without leading zeros. */
  readonly modulus: Uint8Array
}

/**
 * One implementation of base^exponent modulo N, with a result as long as N. It is native, or runs in
 * a worker: plain JavaScript takes several times as long, and its time depends on the exponent.
 *
 * @throws {CosigningError} `modexp.refused` when the numbers are not as said above
 */
export type ModExp = (input: ModExpInput) => Uint8Array | Promise<Uint8Array>
