import { encodeBase64url } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import type { IdentityKey } from '@keyward/primitives/identity'
import type { ListPush } from '@keyward/protocol'
import {
  type AccessListStatement,
  type AccountKeys,
  type AccountRole,
  encodeAccessList,
  type Grantee,
  grantKeys,
  hashAccessList,
  keyStatesOf,
  type SignedAccessList,
  signAccessList,
  sortGrants,
} from '@keyward/vault/access'
import { NO_PREVIOUS } from '@keyward/vault/envelope'
import type { ChainHead } from '@keyward/workspace/chain'
import { random } from './keys.ts'

/** Who signs a list or a write, and under which end of the chain. */
export interface Author {
  readonly memberId: string
  readonly deviceId: string
  readonly deviceKey: IdentityKey
  readonly workspaceId: string
  readonly head: Pick<ChainHead, 'sequence' | 'hash'>
}

export interface MadeList {
  readonly signed: SignedAccessList
  readonly push: ListPush
}

export function makeKeys(epoch = 1): AccountKeys {
  return {
    profile: { epoch, key: new AeadKey(random(32)) },
    secrets: { epoch, key: new AeadKey(random(32)) },
  }
}

/** The next version of an account's list, granted anew to everybody; `change` comes before signing. */
export async function makeList(
  author: Author,
  accountId: string,
  keys: AccountKeys,
  grantees: readonly (readonly [Grantee, AccountRole])[],
  before?: SignedAccessList,
  change: Partial<AccessListStatement> = {},
): Promise<MadeList> {
  const { workspaceId, memberId, deviceId, head } = author
  const grants = []
  const wrapped = []
  for (const [grantee, role] of grantees) {
    const made = await grantKeys(random, { workspaceId, accountId }, keys, grantee, role)
    grants.push(made.grant)
    const { profile, secrets } = made.wrapped
    wrapped.push({
      granteeId: grantee.id,
      profile: encodeBase64url(profile),
      secrets: secrets && encodeBase64url(secrets),
    })
  }
  const statement: AccessListStatement = {
    workspaceId,
    accountId,
    version: (before?.statement.version ?? 0) + 1,
    prevHash: before === undefined ? NO_PREVIOUS : hashAccessList(before),
    // Vault statements count the chain's entries from 1.
    head: { sequence: head.sequence + 1, hash: head.hash },
    grants: sortGrants(grants),
    ...keyStatesOf(keys),
    memberId,
    deviceId,
    ...change,
  }
  const signed = signAccessList(statement, author.deviceKey)
  return { signed, push: { list: encodeBase64url(encodeAccessList(signed)), wrapped } }
}
