/** What a file may have, and what reading it may take. */
export const TRANSFER_LIMITS = {
  /** Bytes of a file. */
  bytes: 64 * 1024 * 1024,
  /** Bytes of a compressed content once it is inflated. */
  inflated: 256 * 1024 * 1024,
  /** Nesting of JSON. */
  depth: 32,
  /** Rows: accounts, items, entries. */
  rows: 100_000,
  /** Passkeys of one account. */
  passkeys: 500,
  /** UTF-16 code units of all texts of one account. */
  text: 1024 * 1024,
  /** Hosts of one account; further addresses go to its notes. */
  hosts: 60,
  /** What a file may ask of Argon2: memory, lanes, and memory times passes. */
  memoryKiB: 1024 * 1024,
  lanes: 64,
  workKiB: 16 * 1024 * 1024,
  /** Rounds of the older AES-KDF. */
  aesRounds: 100_000_000,
} as const
