import type { VerifiedAccessList } from '@keyward/vault/access'
import type { Profile, Secrets } from '../../accounts.ts'
import type { Refused } from '../apart.ts'
import type { Known, KnownWrite } from '../rows/known.ts'
import type { ServerVersions } from '../rows/pending.ts'
import type { OpenedKeys } from '../rows/opened-keys.ts'

/** A compartment's write that was verified and opened. */
export interface ExaminedWrite<T> {
  /** As it came, to be kept. */
  readonly bytes: Uint8Array
  readonly write: KnownWrite
  readonly content: T
}

/** Access lists that were verified. */
export interface ExaminedLists {
  /** New versions to be kept, oldest first. */
  readonly added: readonly { readonly version: number; readonly bytes: Uint8Array }[]
  readonly newest: VerifiedAccessList
  /** Members who were Owners in any version up to the newest, and are none in it. */
  readonly formerOwners: readonly string[]
}

/** Everything of one account that was found good, to be written in one batch with the rest. */
export interface Examined {
  readonly kind: 'account'
  readonly accountId: string
  /** The sealed row of what was known when it was examined: another one by now, and it starts anew. */
  readonly knownRow: Uint8Array | undefined
  readonly known: Known | undefined
  /** undefined when no list is new. */
  readonly lists: ExaminedLists | undefined
  /** The keys, when they are new, and the member's own wrapped keys as CBOR. */
  readonly keys: OpenedKeys | undefined
  readonly wrapped: Uint8Array | undefined
  readonly profile: ExaminedWrite<Profile> | undefined
  readonly secrets: ExaminedWrite<Secrets> | undefined
  readonly isUsernameTaken: boolean
  readonly deletedAt: number | undefined
  readonly isPurged: boolean
  /** The index epoch of claims that this device sent with it; undefined when it sent none. */
  readonly claimsEpoch: number | undefined
  /** Content beside the above that has to be merged in: the other side of a restored backup. */
  readonly besides: { readonly profile?: Profile; readonly secrets?: Secrets }
  /** The server has older versions than this device, of a backup that was restored. */
  readonly behind: ServerVersions | undefined
  readonly refused: readonly Refused[]
}

/** An account of which everything is erased here. */
export interface Revoked {
  readonly kind: 'revoked'
  readonly accountId: string
  readonly knownRow: Uint8Array | undefined
}

/** Why something is not taken in, on its way to be set apart. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly rule: string

  constructor(rule: string, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}
