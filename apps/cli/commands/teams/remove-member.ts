import { changeTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findTeam } from './find.ts'
import { TEAM } from './operand.ts'

export const removeMemberCommand = command({
  path: ['teams', 'remove-member'],
  summary: 'Takes a member out of a team. They stay in the workspace.',
  needs: 'unlocked',
  operands: [TEAM, { name: 'MEMBER', help: 'a name or id' }],
  options: {},
  notes: [
    'The member loses the accounts that are shared with the team, unless they have them by another team or by name: those that you own at once, those of other Owners when their devices synchronise. Sessions that are open at an app go on.',
  ],
  async run(context, { operands: [text = '', who = ''] }) {
    const keyholder = await context.unlocked()
    const { workspace } = await keyholder.desk()
    const { teamId, name } = findTeam(workspace, text)
    const { memberId, name: shown } = findMember(workspace, who)
    const synchronised = await changeTeam(keyholder, teamId, { removed: [memberId] })
    const answer = done(`${shown} is not in the team ${name}.`, { teamId, memberId })
    return withSync(answer, syncToldOf(synchronised))
  },
})
