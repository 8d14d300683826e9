import type { ModExp } from '@keyward/cosigning/grantee'
import type { Aead } from '@keyward/primitives/aead'
import type { Argon2id } from '@keyward/primitives/kdf'
import type { Random } from '@keyward/primitives/signature'
import type { PublicSuffixes } from '@keyward/webauthn/client'

/** What a keyholder needs of the machine it runs on. */
export interface Platform {
  readonly random: Random
  /** UTC milliseconds; may jump. */
  readonly clock: () => number
  readonly aead: Aead
  readonly argon2id: Argon2id
  /** A native power modulo N, for sign-ins with RS256 that are shared; a plain one without. */
  readonly modexp?: ModExp
  readonly suffixes: PublicSuffixes
  /** As in the Fetch standard, redirects not followed. */
  readonly fetch: typeof globalThis.fetch
  /** Resolves after so many milliseconds, at once when the signal fires; never rejects. */
  readonly wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>
}
