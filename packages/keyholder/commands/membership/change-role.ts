import type { MemberId } from '@keyward/workspace/chain'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import { changeRole as changed } from '../../membership.ts'
import { requireAllowed } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'
import type { Synchronised } from '../synchronise.ts'

/**
 * Gives a member another role. Who may no longer own accounts loses them with the syncs that follow.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function changeRole(
  keyholder: Keyholder,
  memberId: MemberId,
  newRole: WorkspaceRole,
): Promise<Synchronised> {
  const desk = await keyholder.desk()
  const target = desk.workspace.members.get(memberId)
  if (target === undefined)
    throw new KeyholderError(
      'membership.unknown-member',
      'There is no such member in the workspace.',
    )
  const self = memberId === desk.identity.memberId
  requireAllowed(desk, 'member.change-role', { target, self, newRole })
  await changed(keyholder.session, memberId, newRole)
  return keyholder.synchronise()
}
