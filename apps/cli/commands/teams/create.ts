import { createTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { readName } from '../read-name.ts'

export const createCommand = command({
  path: ['teams', 'create'],
  summary: 'Makes a team: accounts are shared with all who are in it, now and later.',
  needs: 'unlocked',
  operands: [{ name: 'NAME', help: 'as members see it' }],
  options: {
    member: { kind: 'list', value: 'MEMBER', help: 'who is in it: a name or id' },
  },
  async run(context, { operands: [text], options }) {
    const name = readName('team', text)
    const keyholder = await context.unlocked()
    const { workspace } = await keyholder.desk()
    const members = options.member.map((one) => findMember(workspace, one))
    const memberIds = [...new Set(members.map(({ memberId }) => memberId))]
    const teamId = await createTeam(keyholder, name, memberIds)
    return done(`Made the team ${name}.`, { teamId, name, memberIds })
  },
})
