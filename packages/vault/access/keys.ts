import { equalBytes } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import { labelledHash } from '../digest.ts'
import { VaultError } from '../error.ts'
import type { PrivateKeyset, PublicKeyset } from '../keyset/keyset.ts'
import { unwrapKey, wrapKey } from '../keyset/wrap.ts'
import type { WrapContext } from '../keyset/wrap-context.ts'
import { KEY_COMMITMENT, WRAPPED_KEY_HASH } from '../labels.ts'
import type { AccessGrant, AccountRole, GranteeKind } from './grant.ts'
import type { KeyState } from './list.ts'
import type { VerifiedAccessList } from './successor.ts'

type Compartment = 'profile' | 'secrets'

/** The keys of an account's compartments, with their epochs. */
export interface AccountKeys {
  readonly profile: { readonly epoch: number; readonly key: AeadKey }
  readonly secrets: { readonly epoch: number; readonly key: AeadKey }
}

/** To whom keys are granted. */
export interface Grantee {
  readonly kind: GranteeKind
  readonly id: string
  readonly keysetEpoch: number
  readonly keyset: PublicKeyset
}

/** The wrapped keys of one grant: they travel beside the list, which holds their hashes. */
export interface WrappedKeys {
  readonly profile: Uint8Array
  readonly secrets: Uint8Array | null
}

/** What binds a list to one key: SHA-256 with a label, 32 bytes, saying nothing of the key. */
export function commitKey(key: AeadKey): Uint8Array {
  return labelledHash(KEY_COMMITMENT, key.exportBytes())
}

/** What binds a grant to one wrapped key: SHA-256 with a label, 32 bytes. */
export function hashWrapped(wrapped: Uint8Array): Uint8Array {
  return labelledHash(WRAPPED_KEY_HASH, wrapped)
}

/** The key states that a list names for these keys. */
export function keyStatesOf(keys: AccountKeys): Readonly<Record<Compartment, KeyState>> {
  return {
    profile: { epoch: keys.profile.epoch, commitment: commitKey(keys.profile.key) },
    secrets: { epoch: keys.secrets.epoch, commitment: commitKey(keys.secrets.key) },
  }
}

/**
 * Wraps an account's keys to a grantee: both to an owner, the profile key alone to others.
 *
 * @throws {VaultError} `context.malformed`, `wrapped.malformed` for a malformed public key
 */
export async function grantKeys(
  random: Random,
  account: { readonly workspaceId: string; readonly accountId: string },
  keys: AccountKeys,
  grantee: Grantee,
  role: AccountRole,
): Promise<{ grant: AccessGrant; wrapped: WrappedKeys }> {
  const wrap = (compartment: Compartment): Promise<Uint8Array> => {
    const { epoch, key } = keys[compartment]
    const context = contextOf(account, compartment, epoch, grantee.id, grantee.keysetEpoch)
    return wrapKey(random, grantee.keyset, context, key)
  }
  const profile = await wrap('profile')
  const secrets = role === 'owner' ? await wrap('secrets') : null
  const grant: AccessGrant = {
    granteeKind: grantee.kind,
    granteeId: grantee.id,
    keysetEpoch: grantee.keysetEpoch,
    role,
    profile: hashWrapped(profile),
    secrets: secrets === null ? null : hashWrapped(secrets),
  }
  return { grant, wrapped: { profile, secrets } }
}

/**
 * Opens what a verified list grants to a keyset. The wrapped keys and the keys inside have to be
 * the ones that the list's signer named.
 *
 * @throws {VaultError} `access.not-granted`, `access.wrapped-hash`, `access.commitment`; as
 *   `unwrapKey` for a keyset that it is not wrapped to
 */
export async function openGrant(
  keyset: PrivateKeyset,
  list: VerifiedAccessList,
  granteeId: string,
  wrapped: WrappedKeys,
): Promise<{ profile: AeadKey; secrets: AeadKey | undefined }> {
  const grant = list.statement.grants.find((one) => one.granteeId === granteeId)
  if (grant === undefined)
    throw new VaultError('access.not-granted', 'The list grants nothing to this keyset.')
  const profile = await openOne(keyset, list, grant, 'profile', wrapped.profile)
  if (grant.secrets === null) return { profile, secrets: undefined }
  return { profile, secrets: await openOne(keyset, list, grant, 'secrets', wrapped.secrets) }
}

async function openOne(
  keyset: PrivateKeyset,
  { statement }: VerifiedAccessList,
  grant: AccessGrant,
  compartment: Compartment,
  wrapped: Uint8Array | null,
): Promise<AeadKey> {
  const hash = grant[compartment]
  if (wrapped === null || hash === null || !equalBytes(hashWrapped(wrapped), hash))
    throw new VaultError('access.wrapped-hash', 'The wrapped key is not the one that was granted.')
  const { epoch, commitment } = statement[compartment]
  const context = contextOf(statement, compartment, epoch, grant.granteeId, grant.keysetEpoch)
  const key = await unwrapKey(keyset, context, wrapped)
  if (!equalBytes(commitKey(key), commitment))
    throw new VaultError('access.commitment', 'The key is not the one that the list names.')
  return key
}

function contextOf(
  account: { readonly workspaceId: string; readonly accountId: string },
  compartment: Compartment,
  keyEpoch: number,
  recipientId: string,
  recipientEpoch: number,
): WrapContext {
  return {
    kind: `${compartment}-key`,
    workspaceId: account.workspaceId,
    objectId: account.accountId,
    keyEpoch,
    recipientId,
    recipientEpoch,
  }
}
