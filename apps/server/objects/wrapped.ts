import { equalBytes } from '@keyward/codec'
import type { GrantedList } from '../store/ports/accounts.ts'
import { hashWrapped } from './digest.ts'
import { ObjectError } from './error.ts'
import type { Grant } from './grant.ts'
import type { AccessList } from './list.ts'

/** Wrapped keys as they were sent beside a list. */
export interface SentKeys {
  readonly granteeId: string
  readonly profile: Uint8Array
  readonly secrets: Uint8Array | null
}

/**
 * A list together with the wrapped keys, each of them held against the hash in its grant. Keys may
 * be left out where the list before had the very same, and where a list is put back: who puts it
 * back has no keys but its own.
 *
 * @throws {ObjectError} `access.wrapped-hash`, `access.wrapped-missing`
 */
export function grantedList(
  list: AccessList,
  before: AccessList | undefined,
  sent: readonly SentKeys[],
  isPutBack: boolean,
): GrantedList {
  const keys = new Map(sent.map((one) => [one.granteeId, one]))
  const known = new Map(before?.grants.map((grant) => [grant.granteeId, grant]))
  const grants = list.grants.map((grant) => {
    const given = keys.get(grant.granteeId)
    const isKept = isPutBack || isSame(known.get(grant.granteeId), grant)
    if (given === undefined && !isKept)
      throw new ObjectError('access.wrapped-missing', 'The key of a new grant was not sent.')
    return { granteeId: grant.granteeId, role: grant.role, ...checked(grant, given) }
  })
  const granted = new Set(list.grants.map(({ granteeId }) => granteeId))
  if (keys.size !== sent.length || sent.some(({ granteeId }) => !granted.has(granteeId)))
    throw new ObjectError('access.wrapped-hash', 'A key was sent twice, or for no grant.')
  const { accountId, version, hash, prevHash, bytes } = list
  return { accountId, version, hash, prevHash, bytes, profileEpoch: list.profile.epoch, grants }
}

function checked(grant: Grant, given: SentKeys | undefined) {
  if (given === undefined) return { profile: null, secrets: null }
  const { profile, secrets } = given
  if (!isHashOf(profile, grant.profile) || !isHashOf(secrets, grant.secrets))
    throw new ObjectError('access.wrapped-hash', 'A wrapped key is not the one of its grant.')
  return { profile, secrets }
}

function isHashOf(wrapped: Uint8Array | null, hash: Uint8Array | null): boolean {
  if (wrapped === null || hash === null) return wrapped === hash
  return equalBytes(hashWrapped(wrapped), hash)
}

function isSame(before: Grant | undefined, grant: Grant): boolean {
  if (before === undefined || !equalBytes(before.profile, grant.profile)) return false
  if (before.secrets === null || grant.secrets === null) return before.secrets === grant.secrets
  return equalBytes(before.secrets, grant.secrets)
}
