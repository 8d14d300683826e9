import { AeadKey } from '@keyward/primitives/aead'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import {
  type AccessGrant,
  type AccountRole,
  type GranteeKind,
  sortGrants,
} from '../access/grant.ts'
import { type AccountKeys, grantKeys, keyStatesOf, type WrappedKeys } from '../access/keys.ts'
import { type AccessListStatement, type SignedAccessList, signAccessList } from '../access/list.ts'
import type { ListAuthor, VerifiedAccessList } from '../access/successor.ts'
import { NO_PREVIOUS } from '../envelope/context.ts'
import { type Keyset, makeKeyset } from '../keyset/keyset.ts'
import { ACCOUNT, idOf, WORKSPACE } from './fixtures.ts'
import { seededRandom } from './seeded-random.ts'

/** A member with one device, or a team. */
export interface Party {
  readonly id: string
  readonly kind: GranteeKind
  readonly deviceId: string
  readonly device: IdentityKey
  readonly keyset: Keyset
}

async function partyOf(random: Random, byte: number, kind: GranteeKind = 'member'): Promise<Party> {
  return {
    id: idOf(byte),
    kind,
    deviceId: idOf(byte + 100),
    device: makeIdentityKey(random),
    keyset: await makeKeyset(random),
  }
}

export function authorOf(party: Party): ListAuthor {
  return { memberId: party.id, deviceId: party.deviceId, publicKey: party.device.publicKey }
}

export function keysOf(random: Random, epoch: number): AccountKeys {
  return {
    profile: { epoch, key: new AeadKey(random(32)) },
    secrets: { epoch, key: new AeadKey(random(32)) },
  }
}

export interface MadeList {
  readonly list: SignedAccessList
  readonly wrapped: ReadonlyMap<string, WrappedKeys>
}

/** An owner's next list of the account, with whatever is overridden before it is signed. */
export async function makeList(
  random: Random,
  signer: Party,
  keys: AccountKeys,
  grantees: readonly (readonly [Party, AccountRole])[],
  before?: VerifiedAccessList,
  change: Partial<AccessListStatement> = {},
): Promise<MadeList> {
  const grants: AccessGrant[] = []
  const wrapped = new Map<string, WrappedKeys>()
  for (const [party, role] of grantees) {
    const grantee = {
      kind: party.kind,
      id: party.id,
      keysetEpoch: 1,
      keyset: party.keyset.publicPart,
    }
    const account = { workspaceId: WORKSPACE, accountId: ACCOUNT }
    const made = await grantKeys(random, account, keys, grantee, role)
    grants.push(made.grant)
    wrapped.set(party.id, made.wrapped)
  }
  const statement: AccessListStatement = {
    workspaceId: WORKSPACE,
    accountId: ACCOUNT,
    version: (before?.statement.version ?? 0) + 1,
    prevHash: before?.hash ?? NO_PREVIOUS,
    head: { sequence: 7, hash: new Uint8Array(32).fill(7) },
    grants: sortGrants(grants),
    ...keyStatesOf(keys),
    memberId: signer.id,
    deviceId: signer.deviceId,
    ...change,
  }
  return { list: signAccessList(statement, signer.device), wrapped }
}

/** Everybody who is needed to try the rules of access lists. */
export async function cast(): Promise<{
  random: Random
  owner: Party
  second: Party
  manager: Party
  team: Party
}> {
  const random = seededRandom('access')
  return {
    random,
    owner: await partyOf(random, 10),
    second: await partyOf(random, 11),
    manager: await partyOf(random, 12),
    team: await partyOf(random, 13, 'team'),
  }
}
