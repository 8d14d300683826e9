import { admit } from '../../membership.ts'
import type { Keyholder } from '../keyholder.ts'
import type { Synchronised } from '../synchronise.ts'

/**
 * Admits who answered an invitation, and hands over what the role needs, such as the index key.
 *
 * @param compared the safety number as the joiner has read it out, where it has to be compared
 * @throws {KeyholderError} `membership.proof`, `membership.invitation`, `forbidden`, `remote.*`
 */
export async function admitMember(
  keyholder: Keyholder,
  invitationId: string,
  compared?: string,
): Promise<Synchronised> {
  await admit(keyholder.session, invitationId, compared)
  return keyholder.synchronise()
}
