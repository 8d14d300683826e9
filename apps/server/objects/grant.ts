import type { CborValue } from '@keyward/codec'
import { ACCOUNT_ROLES, type AccountRole } from '@keyward/workspace/rules'
import { ObjectError } from './error.ts'
import { readFields } from './fields.ts'

const GRANTEE_KINDS = ['member', 'team', 'collection'] as const

/** One grant of an access list: who has the account, and the hashes of the keys wrapped to it. */
export interface Grant {
  readonly granteeKind: (typeof GRANTEE_KINDS)[number]
  readonly granteeId: string
  readonly keysetEpoch: number
  readonly role: AccountRole
  readonly profile: Uint8Array
  readonly secrets: Uint8Array | null
}

const MEMBERS = ['granteeKind', 'granteeId', 'keysetEpoch', 'role', 'profile', 'secrets']

/** @throws {ObjectError} `access.malformed` */
export function readGrant(value: CborValue): Grant {
  const fields = readFields(value, MEMBERS, 'access.malformed')
  return {
    granteeKind: fields.oneOf('granteeKind', GRANTEE_KINDS),
    granteeId: fields.id('granteeId'),
    keysetEpoch: fields.uint('keysetEpoch', 1),
    role: fields.oneOf('role', ACCOUNT_ROLES),
    profile: fields.bytes('profile', 32),
    secrets: fields.get('secrets') === null ? null : fields.bytes('secrets', 32),
  }
}

/**
 * Holds the grants against the rules that need no history: in order, no grantee twice, owners are
 * members and they alone have the secrets key, and there is one.
 *
 * @throws {ObjectError} `access.grant`, `access.no-owner`
 */
export function checkGrants(grants: readonly Grant[]): void {
  for (const [index, grant] of grants.entries()) {
    const before = grants[index - 1]
    if (before !== undefined && compare(before, grant) >= 0)
      throw wrong('is out of order or there twice')
    if (grant.role === 'owner' && grant.granteeKind !== 'member')
      throw wrong('makes a team or collection an owner')
    if ((grant.role === 'owner') !== (grant.secrets !== null))
      throw wrong('gives the secrets key to another than an owner, or not to an owner')
  }
  if (!grants.some((grant) => grant.role === 'owner'))
    throw new ObjectError('access.no-owner', 'An account has one owner at least.')
}

function compare(a: Grant, b: Grant): number {
  const byKind = GRANTEE_KINDS.indexOf(a.granteeKind) - GRANTEE_KINDS.indexOf(b.granteeKind)
  if (byKind !== 0) return byKind
  if (a.granteeId === b.granteeId) return 0
  return a.granteeId < b.granteeId ? -1 : 1
}

function wrong(what: string): ObjectError {
  return new ObjectError('access.grant', `A grant ${what}.`)
}
