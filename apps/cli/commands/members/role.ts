import { changeRole } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncToldOf, withSync } from '../synced.ts'
import { findMember } from './find.ts'
import { GIVEN_ROLES } from './roles.ts'

export const roleCommand = command({
  path: ['members', 'role'],
  summary: 'Gives a member another role in the workspace.',
  needs: 'unlocked',
  operands: [
    { name: 'MEMBER', help: 'a name or id' },
    { name: 'ROLE', help: GIVEN_ROLES.join(', ') },
  ],
  options: {},
  async run(context, { operands: [text = '', wanted = ''] }) {
    const role = GIVEN_ROLES.find((candidate) => candidate === wanted)
    if (role === undefined)
      throw new CliError('cli.operand', `A role is one of: ${GIVEN_ROLES.join(', ')}.`)
    const keyholder = await context.unlocked()
    const { memberId, name } = findMember((await keyholder.desk()).workspace, text)
    const synchronised = await changeRole(keyholder, memberId, role)
    const answer = done(`${name} is ${role} now.`, { memberId, role })
    return withSync(answer, syncToldOf(synchronised))
  },
})
