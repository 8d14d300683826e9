import type { MemberId } from '@keyward/workspace/chain'
import { removeMember as removed } from '../../membership.ts'
import { type SeenAccount, seenBy } from '../../sharing.ts'
import { requireAllowed } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'
import type { Synchronised } from '../synchronise.ts'

/** What removing a member came to. */
export interface RemovedMember {
  /** What the member had the keys of, among the accounts of this device. */
  readonly seen: readonly SeenAccount[]
  readonly synchronised: Synchronised
}

/**
 * Removes a member: its next request is refused, and the accounts that this member owns get new
 * keys with the sync that follows. Other Owners' devices do the same for theirs. What the member has
 * seen stays seen, so it is listed: those passkeys and secrets have to be renewed at their apps.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function removeMember(
  keyholder: Keyholder,
  memberId: MemberId,
): Promise<RemovedMember> {
  const desk = await keyholder.desk()
  const target = desk.workspace.members.get(memberId)
  if (target !== undefined) requireAllowed(desk, 'member.remove', { target })
  await removed(keyholder.session, memberId)
  const synchronised = await keyholder.synchronise()
  return { seen: await seenBy(desk.vault, memberId), synchronised }
}
