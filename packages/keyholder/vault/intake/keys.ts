import { equalBytes } from '@keyward/codec'
import {
  type AccessGrant,
  commitKey,
  hashWrapped,
  type KeyState,
  openGrant,
  type VerifiedAccessList,
  type WrappedKeys,
} from '@keyward/vault/access'
import type { Unlocked } from '../../session/unlocked.ts'
import type { EpochKey, OpenedKeys } from '../rows/opened-keys.ts'
import { Refusal } from './examined.ts'

/**
 * The keys that a verified list grants to the member. Those that are open already stay, when they
 * are the ones that the list names: HPKE opens only what is new.
 *
 * @throws {VaultError} `access.*`, `wrapped.*`; {Refusal} `access.wrapped-hash`, `wrapped.refused`
 */
export async function openKeys(
  { memberId, keysets }: Unlocked,
  newest: VerifiedAccessList,
  grant: AccessGrant,
  wrapped: WrappedKeys | undefined,
  known: OpenedKeys | undefined,
): Promise<OpenedKeys> {
  if (wrapped === undefined || !isOfGrant(grant, wrapped))
    throw new Refusal('access.wrapped-hash', 'The wrapped keys are not those of the grant.')
  if (known !== undefined && isNamed(newest, grant, known)) return known
  const keyset = keysets.get(grant.keysetEpoch)
  if (keyset === undefined)
    throw new Refusal('wrapped.refused', 'The keys are wrapped to a keyset that is not here.')
  const { profile, secrets } = await openGrant(keyset, newest, memberId, wrapped)
  const { statement } = newest
  return {
    profile: { epoch: statement.profile.epoch, key: profile },
    secrets: secrets && { epoch: statement.secrets.epoch, key: secrets },
  }
}

/** Whether these are the wrapped keys that the grant names. */
export function isOfGrant(grant: AccessGrant, { profile, secrets }: WrappedKeys): boolean {
  if (!equalBytes(hashWrapped(profile), grant.profile)) return false
  if (secrets === null || grant.secrets === null) return secrets === grant.secrets
  return equalBytes(hashWrapped(secrets), grant.secrets)
}

function isNamed(
  { statement }: VerifiedAccessList,
  grant: AccessGrant,
  { profile, secrets }: OpenedKeys,
): boolean {
  if (!isKeyOf(statement.profile, profile)) return false
  if (grant.secrets === null) return secrets === undefined
  return secrets !== undefined && isKeyOf(statement.secrets, secrets)
}

function isKeyOf(state: KeyState, own: EpochKey): boolean {
  return state.epoch === own.epoch && equalBytes(commitKey(own.key), state.commitment)
}
