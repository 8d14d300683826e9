import { AccountsError } from '../error.ts'
import { Secret } from '../content/secret.ts'
import {
  isRemoved,
  LATEST,
  latestOf,
  type Presence,
  type Register,
  type Stamp,
  type StampedSet,
} from '../content/stamped.ts'
import type { AccountContent, Passkey } from '../content/types.ts'
import { mergeAccounts } from '../merge/merge.ts'

/** Who edits, and when: `at` in milliseconds since 1970, UTC, `by` the id of the device. */
export type Edit = Stamp

/** How long a deleted passkey or account can be restored. */
export const RESTORE_MILLISECONDS = 30 * 24 * 60 * 60 * 1000

/** The stamp of an edit: after everything that the device has seen, even when its clock is slow. */
export function stampFor({ profile }: AccountContent, { at, by }: Edit): Stamp {
  return { at: Math.min(LATEST, Math.max(at, latestOf(profile.touched) + 1)), by }
}

/** The register with a new value; the very same one when the value is the same. */
export function written<T extends string | boolean | Secret<string>>(
  register: Register<T>,
  value: T,
  stamp: Stamp,
): Register<T> {
  if (plain(register.value) === plain(value)) return register
  const at = Math.min(LATEST, Math.max(stamp.at, register.at + 1))
  return { ...register, value, at, by: stamp.by }
}

/** The set with exactly the wanted texts; the very same one when it has them. */
export function writtenSet(set: StampedSet, wanted: Iterable<string>, stamp: Stamp): StampedSet {
  const left = new Set(wanted)
  const next = new Map<string, Register<boolean>>()
  for (const [text, register] of set) next.set(text, written(register, left.has(text), stamp))
  for (const text of left) {
    if (!next.has(text)) next.set(text, { value: true, ...stamp })
  }
  const isSame = next.size === set.size && [...next].every(([text, r]) => set.get(text) === r)
  return isSame ? set : next
}

export function touch<T extends Presence>(presence: T, { at, by }: Stamp): T {
  return { ...presence, touched: new Map(presence.touched).set(by, at) }
}

/** Marks as deleted: the mark is an edit, and covers every edit known here, itself too. */
export function mark<T extends Presence>(presence: T, stamp: Stamp): T {
  const touched = touch(presence, stamp)
  return { ...touched, removed: new Map([...presence.removed, ...touched.touched]) }
}

/** Ends an edit: marks the account as edited and keeps what was replaced in its history. */
export function finish(
  before: AccountContent,
  after: AccountContent,
  stamp: Stamp,
): AccountContent {
  return mergeAccounts(before, { ...after, profile: touch(after.profile, stamp) })
}

/** @throws {AccountsError} `account.deleted` */
export function expectThere({ profile }: AccountContent): void {
  if (isRemoved(profile))
    throw new AccountsError('account.deleted', 'The account is deleted: restore it first.')
}

/** @throws {AccountsError} `passkey.unknown` */
export function passkeyOf({ profile }: AccountContent, key: string): Passkey {
  const passkey = profile.passkeys.get(key)
  if (passkey === undefined)
    throw new AccountsError('passkey.unknown', 'The account has no such passkey.')
  return passkey
}

/** @throws {AccountsError} `passkey.unknown`, `passkey.deleted` */
export function livePasskeyOf(content: AccountContent, key: string): Passkey {
  const passkey = passkeyOf(content, key)
  if (isRemoved(passkey))
    throw new AccountsError('passkey.deleted', 'The passkey is deleted: restore it first.')
  return passkey
}

/** The content with one passkey's public part replaced. */
export function withPasskey(content: AccountContent, key: string, to: Passkey): AccountContent {
  const passkeys = new Map(content.profile.passkeys).set(key, to)
  return { ...content, profile: { ...content.profile, passkeys } }
}

function plain(value: string | boolean | Secret<string>): string | boolean {
  return value instanceof Secret ? value.reveal() : value
}
