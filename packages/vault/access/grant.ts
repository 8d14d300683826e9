import type { CborMap, CborValue } from '@keyward/codec'
import { VaultError } from '../error.ts'
import { readFields } from '../fields.ts'
import { idBytes } from '../ids.ts'

const GRANTEE_KINDS = ['member', 'team', 'collection'] as const
const ACCOUNT_ROLES = ['owner', 'manager', 'collaborator'] as const

export type GranteeKind = (typeof GRANTEE_KINDS)[number]
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

/** That a member, team or collection has an account, and which wrapped keys it was given. */
export interface AccessGrant {
  readonly granteeKind: GranteeKind
  /** Sixteen bytes as base64url text. */
  readonly granteeId: string
  /** The epoch of the grantee's keyset to which the keys are wrapped, from 1. */
  readonly keysetEpoch: number
  readonly role: AccountRole
  /** `hashWrapped` of the wrapped profile key, 32 bytes. */
  readonly profile: Uint8Array
  /** The same of the secrets key: owners have one, and nobody else. */
  readonly secrets: Uint8Array | null
}

/** The one order of grants: by kind of grantee, then by id. */
export function sortGrants(grants: readonly AccessGrant[]): readonly AccessGrant[] {
  return grants.toSorted(compareGrants)
}

/**
 * Holds the grants against the rules that need no history: in order, no grantee twice, owners are
 * members and they alone have the secrets key, and there is one.
 *
 * @throws {VaultError} `access.grant`, `access.no-owner`
 */
export function checkGrants(grants: readonly AccessGrant[]): void {
  for (const [index, grant] of grants.entries()) {
    const before = grants[index - 1]
    if (before !== undefined && compareGrants(before, grant) >= 0)
      throw wrongGrant('is out of order or there twice')
    if (grant.role === 'owner' && grant.granteeKind !== 'member')
      throw wrongGrant('makes a team or collection an owner')
    if ((grant.role === 'owner') !== (grant.secrets !== null))
      throw wrongGrant('gives the secrets key to another than an owner, or not to an owner')
  }
  if (!grants.some((grant) => grant.role === 'owner'))
    throw new VaultError('access.no-owner', 'An account has one owner at least.')
}

/** A grant as a CBOR map. @throws {VaultError} `context.malformed` */
export function grantMap(grant: AccessGrant): CborMap {
  return new Map<string, CborValue>([
    ['granteeKind', grant.granteeKind],
    ['granteeId', idBytes(grant.granteeId, 'grantee')],
    ['keysetEpoch', grant.keysetEpoch],
    ['role', grant.role],
    ['profile', grant.profile],
    ['secrets', grant.secrets],
  ])
}

/** Reads a grant from parsed CBOR. @throws {VaultError} `access.malformed` */
export function readGrant(value: CborValue): AccessGrant {
  const names = ['granteeKind', 'granteeId', 'keysetEpoch', 'role', 'profile', 'secrets']
  const fields = readFields(value, names, 'access.malformed')
  return {
    granteeKind: fields.oneOf('granteeKind', GRANTEE_KINDS),
    granteeId: fields.id('granteeId'),
    keysetEpoch: fields.uint('keysetEpoch', 1),
    role: fields.oneOf('role', ACCOUNT_ROLES),
    profile: fields.bytes('profile', 32),
    secrets: fields.get('secrets') === null ? null : fields.bytes('secrets', 32),
  }
}

function compareGrants(a: AccessGrant, b: AccessGrant): number {
  const byKind = GRANTEE_KINDS.indexOf(a.granteeKind) - GRANTEE_KINDS.indexOf(b.granteeKind)
  if (byKind !== 0) return byKind
  if (a.granteeId === b.granteeId) return 0
  return a.granteeId < b.granteeId ? -1 : 1
}

function wrongGrant(what: string): VaultError {
  return new VaultError('access.grant', `A grant ${what}.`)
}
