import { decodeBase64url } from '@keyward/codec'
import type { AccountChange } from '@keyward/protocol'
import type { StoredAccount } from '../account/load.ts'
import type { Refused } from '../apart.ts'
import type { MembershipView } from '../membership-view.ts'
import type { Examined } from './examined.ts'

/** How a change is taken in. */
export interface IntakeMode {
  /** The chain as adopted up to this change. */
  readonly view: MembershipView
  /** The server was restored from a backup: what is older or forked there is no lie then. */
  readonly isRestored: boolean
}

/** What is known already, read before anything is checked. */
export interface Before {
  readonly stored: StoredAccount | undefined
  readonly knownRow: Uint8Array | undefined
}

/** All that came of an account whose list, keys or place can't be believed. */
export function refusedWhole(change: AccountChange, rule: string): Refused[] {
  const last = change.lists.at(-1)
  const parts: readonly (readonly [Refused['part'], string | null | undefined])[] = [
    ['list', last ?? ''],
    ['keys', change.wrapped?.profile],
    ['profile', change.profile],
    ['secrets', change.secrets],
  ]
  return parts.flatMap(([part, text]) =>
    text === null || text === undefined ? [] : [{ part, rule, bytes: bytesOf(text) }],
  )
}

/** An account of which nothing is new. */
export const NOTHING = {
  lists: undefined,
  keys: undefined,
  wrapped: undefined,
  profile: undefined,
  secrets: undefined,
  besides: {},
  behind: undefined,
  isUsernameTaken: false,
  deletedAt: undefined,
  isPurged: false,
  claimsEpoch: undefined,
} as const

/** What is examined of a change of which nothing is taken in. */
export function nothing(
  change: AccountChange,
  before: Before,
  refused: readonly Refused[],
): Examined {
  const { accountId } = change
  return { ...NOTHING, kind: 'account', accountId, ...ofBefore(before), refused }
}

/** What was known, as it goes into what was examined. */
export function ofBefore({ stored, knownRow }: Before): Pick<Examined, 'known' | 'knownRow'> {
  return { known: stored?.known, knownRow }
}

/** The bytes that a text stands for; of one that is no base64url nothing is kept. */
export function bytesOf(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch {
    return new Uint8Array()
  }
}
