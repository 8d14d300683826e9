import type { AccountWrite, GrantedList, WriteRow } from '../ports/accounts.ts'
import { makeBytes, makeId, sha256 } from './values.ts'

type Role = GrantedList['grants'][number]['role']
export type Grantees = readonly (readonly [granteeId: string, role: Role])[]

/** A first access list, or the one that follows another. All keys are new. */
export function list(
  accountId: string,
  grantees: Grantees,
  more: Partial<GrantedList> & { readonly after?: GrantedList } = {},
): GrantedList {
  const { after, ...rest } = more
  const bytes = makeBytes(60)
  return {
    accountId,
    version: (after?.version ?? 0) + 1,
    hash: sha256(bytes),
    prevHash: after?.hash ?? new Uint8Array(32),
    bytes,
    profileEpoch: after?.profileEpoch ?? 1,
    grants: grantees.map(([granteeId, role]) => ({
      granteeId,
      role,
      profile: makeBytes(),
      secrets: role === 'owner' ? makeBytes() : null,
    })),
    ...rest,
  }
}

/** A first sealed compartment, or the one that follows another. */
export function sealed(after?: WriteRow, size = 100): WriteRow {
  const bytes = makeBytes(size)
  return {
    version: (after?.version ?? 0) + 1,
    hash: sha256(bytes),
    prevHash: after?.hash ?? new Uint8Array(32),
    bytes,
  }
}

/** A write that changes nothing, but for what is given. */
export function writeTo(accountId: string, more: Partial<AccountWrite> = {}): AccountWrite {
  return {
    accountId,
    lists: [],
    profile: null,
    secrets: null,
    claims: null,
    isDeleted: null,
    onTaken: 'refuse',
    isPutBack: false,
    activity: [],
    ...more,
  }
}

/** What a first write of an account brings. */
export interface NewAccount extends AccountWrite {
  readonly lists: readonly [GrantedList]
  readonly profile: WriteRow
  readonly secrets: WriteRow
}

/** A new account that these have; both of its compartments are written. */
export function newAccount(grantees: Grantees, more: Partial<AccountWrite> = {}): NewAccount {
  const accountId = more.accountId ?? makeId()
  return {
    ...writeTo(accountId, more),
    lists: [list(accountId, grantees)],
    profile: sealed(),
    secrets: sealed(),
  }
}

/** Claims of the epoch that a new workspace has. */
export function claiming(...claims: readonly Uint8Array[]) {
  return { indexEpoch: 1, claims }
}
