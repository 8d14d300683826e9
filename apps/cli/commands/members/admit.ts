import { admitMember, listInvitations } from '@keyward/keyholder/commands'
import { normaliseText } from '@keyward/keyholder/accounts'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncToldOf, withSync } from '../synced.ts'

export const admitCommand = command({
  path: ['members', 'admit'],
  summary: 'Admits who answered an invitation.',
  needs: 'unlocked',
  operands: [{ name: 'JOINER', help: 'the id of the invitation, or the name of who waits' }],
  options: {
    'safety-number': {
      kind: 'text',
      value: 'NUMBER',
      help: 'as the person has read it out, where it has to be compared',
    },
  },
  notes: [
    'The keys of who joins are checked against the secret of the invitation. Where this device did not make the invitation, both of you compare the safety number that keyward members invitations shows.',
  ],
  async run(context, { operands: [text = ''], options }) {
    const keyholder = await context.unlocked()
    const { joins } = await listInvitations(keyholder.session)
    const found = joins.filter(
      ({ invitationId, joiner }) =>
        invitationId === text || normaliseText(joiner.name) === normaliseText(text),
    )
    const [join, ...others] = found
    if (join === undefined)
      throw new CliError('cli.not-found', 'Nobody of that name or invitation waits to be admitted.')
    if (others.length > 0)
      throw new CliError(
        'cli.ambiguous',
        `Several people of that name wait, so name the invitation: ${found.map(({ invitationId }) => invitationId).join(', ')}.`,
      )
    const { invitationId, joiner, role } = join
    const synchronised = await admitMember(keyholder, invitationId, options['safety-number'])
    const answer = done(`${joiner.name} is a member now, as ${role}.`, {
      memberId: joiner.memberId,
      name: joiner.name,
      role,
    })
    return withSync(answer, syncToldOf(synchronised))
  },
})
