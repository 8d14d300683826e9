import type { StatementSigner } from '@keyward/cosigning/terms'
import type { AccessListStatement } from '@keyward/vault/access'
import { liveDevices, type MemberId } from '@keyward/workspace/chain'
import { loadKnown, newestList } from '../vault/account/load.ts'
import type { VaultContext } from '../vault/context.ts'
import { readTogether } from '../vault/rows/damage.ts'

/** The newest verified access list of an account; undefined when none is here. */
export function verifiedList(
  context: VaultContext,
  accountId: string,
): Promise<AccessListStatement | undefined> {
  return readTogether(async () => {
    const known = await loadKnown(context, context.replica, accountId)
    return newestList(context.replica, accountId, known)
  })
}

/** The ids of an account's Owners by this list. */
export function ownerIds({ grants }: AccessListStatement): string[] {
  return grants.filter(({ role }) => role === 'owner').map(({ granteeId }) => granteeId)
}

/** The devices that sign for the account's Owners now: by the list, and the membership chain. */
export function ownerDevices(
  { membership }: VaultContext,
  list: AccessListStatement,
): StatementSigner[] {
  return ownerIds(list).flatMap((memberId) =>
    liveDevices(membership.state, memberId as MemberId).map(({ deviceId, signing }) => ({
      memberId,
      deviceId,
      signing,
    })),
  )
}
