import { hashJoinProof } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import type { Acting } from '../acting.ts'
import { appendToChain } from '../append.ts'
import { forgottenRow } from './kept.ts'
import { listInvitations, type WaitingJoin } from './joins.ts'

/**
 * Admits who answered an invitation, with the very keys that were checked. The index key follows at
 * the next synchronisation.
 *
 * @param compared the safety number as the joiner has read it out, where the check asks for it
 * @throws {KeyholderError} `membership.proof` when nothing speaks for the joiner's keys,
 *   `membership.invitation` when nobody waits by it, `forbidden`, `remote.*`
 */
export async function admit(
  acting: Acting,
  invitationId: string,
  compared?: string,
): Promise<void> {
  const { joins } = await listInvitations(acting)
  const join = joins.find((one) => one.invitationId === invitationId)
  if (join === undefined)
    throw new KeyholderError('membership.invitation', 'Nobody waits to be admitted by this.')
  requireChecked(join, compared)
  const { memberId, memberKind, name, keys, device, invitationId: id } = join.joiner
  const isProven = join.check === 'proven' && join.proof !== undefined
  const joinProofHash = isProven ? hashJoinProof(join.proof) : null
  const { role } = join
  await appendToChain(acting, (state) =>
    state.members.has(memberId)
      ? undefined
      : {
          kind: 'member-joined',
          memberId,
          memberKind,
          name,
          role,
          keys,
          device,
          invitationId: id,
          joinProofHash,
        },
  )
  await acting.replica.write([forgottenRow(invitationId)])
}

function requireChecked({ check, safetyNumber }: WaitingJoin, compared: string | undefined): void {
  if (check === 'proven') return
  if (check === 'compare' && compared !== undefined && digits(compared) === digits(safetyNumber))
    return
  const message =
    check === 'refused'
      ? 'The keys are not those of whoever was invited: refuse this, and invite again.'
      : 'Compare the safety number with the person who wants to join first.'
  throw new KeyholderError('membership.proof', message)
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '')
}
