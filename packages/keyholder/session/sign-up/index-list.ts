import { encodeBase64url } from '@keyward/codec'
import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import { indexListId, type ListPush } from '@keyward/protocol'
import {
  encodeAccessList,
  grantKeys,
  keyStatesOf,
  signAccessList,
  sortGrants,
} from '@keyward/vault/access'
import { NO_PREVIOUS } from '@keyward/vault/envelope'
import type { WorkspaceState } from '@keyward/workspace/chain'
import type { Core } from '../core.ts'
import type { Unlocked } from '../unlocked.ts'
import { publicKeysOf } from '../keys/public-keys.ts'

/**
 * The first access list of the workspace's index key, which the first member makes and has alone.
 * Its profile key is the index key; its secrets key is there because lists have one.
 */
export async function makeIndexList(
  core: Core,
  member: Unlocked,
  state: WorkspaceState,
): Promise<ListPush> {
  const { random } = core.platform
  const { workspaceId, memberId, deviceId } = member
  const account = { workspaceId, accountId: indexListId(workspaceId) }
  const newKey = () => ({ epoch: 1, key: new AeadKey(random(AEAD_KEY_LENGTH)) })
  const keys = { profile: newKey(), secrets: newKey() }
  const { epoch, ...keyset } = await publicKeysOf(member)
  const grantee = { kind: 'member', id: memberId, keysetEpoch: epoch, keyset } as const
  const { grant, wrapped } = await grantKeys(random, account, keys, grantee, 'owner')
  const list = signAccessList(
    {
      ...account,
      version: 1,
      prevHash: NO_PREVIOUS,
      head: { sequence: state.head.sequence + 1, hash: state.head.hash },
      grants: sortGrants([grant]),
      ...keyStatesOf(keys),
      memberId,
      deviceId,
    },
    member.deviceKey,
  )
  return {
    list: encodeBase64url(encodeAccessList(list)),
    wrapped: [
      {
        granteeId: memberId,
        profile: encodeBase64url(wrapped.profile),
        secrets: wrapped.secrets === null ? null : encodeBase64url(wrapped.secrets),
      },
    ],
  }
}
