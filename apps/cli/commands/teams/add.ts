import { changeTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findTeam } from './find.ts'
import { TEAM } from './operand.ts'

export const addCommand = command({
  path: ['teams', 'add'],
  summary: 'Takes a member into a team.',
  needs: 'unlocked',
  operands: [TEAM, { name: 'MEMBER', help: 'a name or id' }],
  options: {},
  notes: [
    'The member gets the accounts that are shared with the team: those that you own at once, those of other Owners when their devices synchronise.',
  ],
  async run(context, { operands: [text = '', who = ''] }) {
    const keyholder = await context.unlocked()
    const { workspace } = await keyholder.desk()
    const { teamId, name } = findTeam(workspace, text)
    const { memberId, name: shown } = findMember(workspace, who)
    const synchronised = await changeTeam(keyholder, teamId, { added: [memberId] })
    const answer = done(`${shown} is in the team ${name}.`, { teamId, memberId })
    return withSync(answer, syncToldOf(synchronised))
  },
})
