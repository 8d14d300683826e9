import { revokeInvitation } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'

export const revokeCommand = command({
  path: ['members', 'revoke'],
  summary: 'Revokes an invitation, or refuses who answered it.',
  needs: 'unlocked',
  operands: [{ name: 'INVITATION', help: 'its id' }],
  options: {},
  async run(context, { operands: [invitationId = ''] }) {
    const { session } = await context.unlocked()
    await revokeInvitation(session, invitationId)
    return done('Revoked.', { invitationId })
  },
})
