import { setLimits } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { LIMIT_OPTIONS, readLimits } from './limit-options.ts'
import { ACCOUNT } from './operand.ts'

export const limitsCommand = command({
  path: ['accounts', 'limits'],
  summary: 'Sets what limits a member’s use of an account, in place of what did before.',
  needs: 'unlocked',
  operands: [ACCOUNT, { name: 'MEMBER', help: 'a name or id' }],
  options: LIMIT_OPTIONS,
  notes: [
    'Without any option nothing is limited. Sign-ins are counted anew.',
    'For all of a team: keyward accounts share with --team again.',
  ],
  async run(context, { operands: [text = '', name = ''], options }) {
    const limits = readLimits(options)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { memberId, name: shown } = findMember(desk.workspace, name)
    await setLimits(desk, accountId, memberId, limits)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `The limits of ${shown} with account ${accountId} are set.`
    return withSync(done(sentence, { accountId, memberId, limits }), told)
  },
})
