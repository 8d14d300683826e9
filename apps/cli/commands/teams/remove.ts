import { removeTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findTeam } from './find.ts'
import { TEAM } from './operand.ts'

export const removeCommand = command({
  path: ['teams', 'remove'],
  summary: 'Removes a team. Its members stay in the workspace.',
  needs: 'unlocked',
  operands: [TEAM],
  options: {},
  notes: [
    'Everybody who was in it loses the accounts that were shared with it, unless they have them by another team or by name. It can not be undone.',
  ],
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const { teamId, name } = findTeam((await keyholder.desk()).workspace, text)
    const synchronised = await removeTeam(keyholder, teamId)
    const answer = done(`There is no team ${name} any more.`, { teamId, name })
    return withSync(answer, syncToldOf(synchronised))
  },
})
