import { command } from '../../frame/command.ts'
import { findTeam } from './find.ts'
import { TEAM } from './operand.ts'

export const showCommand = command({
  path: ['teams', 'show'],
  summary: 'Shows who is in a team. Works without the server.',
  needs: 'unlocked',
  operands: [TEAM],
  options: {},
  notes: ['Which teams an account is shared with: keyward accounts show.'],
  async run(context, { operands: [text = ''] }) {
    const { workspace } = await (await context.unlocked()).desk()
    const { teamId, name, members: ids } = findTeam(workspace, text)
    const members = [...workspace.members.values()]
      .filter(({ memberId }) => ids.has(memberId))
      .map(({ memberId, name: shown, role, kind }) => ({ memberId, name: shown, role, kind }))
    return {
      json: { teamId, name, members },
      text: (page) =>
        page.fields([
          ['Team', name],
          ['ID', teamId],
        ]) +
        page.table(
          [{ head: 'NAME', mayBeCut: true }, { head: 'ROLE' }, { head: 'KIND' }, { head: 'ID' }],
          members.map((member) => [member.name, member.role, member.kind, member.memberId]),
          'Nobody is in it.',
        ),
    }
  },
})
