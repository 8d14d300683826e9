/** What Argon2id takes (RFC 9106): bytes, memory in KiB, and the length of the result in bytes. */
export interface Argon2idInput {
  readonly password: Uint8Array
  /** At least 16 bytes, made for this one use. */
  readonly salt: Uint8Array
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  readonly length: number
}

/** One implementation of Argon2id, version 0x13, without secret or associated data. */
export type Argon2id = (input: Argon2idInput) => Promise<Uint8Array>

/**
 * The cost of stretching a passphrase, everywhere: RFC 9106 section 4, the second recommended
 * option. About a quarter of a second, and memory that a phone has.
 */
export const ARGON2ID_COST = { memoryKiB: 65_536, iterations: 3, parallelism: 4 } as const
