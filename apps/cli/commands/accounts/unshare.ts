import { unshareAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

export const unshareCommand = command({
  path: ['accounts', 'unshare'],
  summary: 'Takes an account back from a member, and makes new keys for it.',
  needs: 'unlocked',
  operands: [ACCOUNT, { name: 'MEMBER', help: 'a name or id' }],
  options: {},
  notes: [
    'What the member has seen stays seen: passkeys that were there have to be renewed at the app to be safe from a copy. keyward members report lists them.',
  ],
  async run(context, { operands: [text = '', name = ''] }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { memberId, name: shown } = findMember(desk.workspace, name)
    await unshareAccount(desk, accountId, memberId)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `${shown} no longer has account ${accountId}.`
    return withSync(done(sentence, { accountId, memberId }), told)
  },
})
