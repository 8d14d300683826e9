import { deleteAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

export const deleteCommand = command({
  path: ['accounts', 'delete'],
  summary: 'Deletes an account that you own, for everybody; it can be restored for 30 days.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    await deleteAccount(desk, accountId)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Deleted account ${accountId}. keyward accounts restore brings it back within 30 days.`
    return withSync(done(sentence, { accountId }), told)
  },
})
