import { changeTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findTeam } from './find.ts'
import { TEAM } from './operand.ts'
import { readName } from '../read-name.ts'

export const renameCommand = command({
  path: ['teams', 'rename'],
  summary: 'Gives a team another name.',
  needs: 'unlocked',
  operands: [TEAM, { name: 'NAME', help: 'as members will see it' }],
  options: {},
  async run(context, { operands: [text = '', wanted] }) {
    const name = readName('team', wanted)
    const keyholder = await context.unlocked()
    const { teamId, name: before } = findTeam((await keyholder.desk()).workspace, text)
    const synchronised = await changeTeam(keyholder, teamId, { name })
    const answer = done(`The team ${before} is called ${name} now.`, { teamId, name })
    return withSync(answer, syncToldOf(synchronised))
  },
})
