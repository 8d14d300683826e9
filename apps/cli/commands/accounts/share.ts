import { shareAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

/** The roles that can be given now. Rules decide; this is what the help offers. */
const ROLES = ['owner'] as const

export const shareCommand = command({
  path: ['accounts', 'share'],
  summary: 'Shares an account that you own with a member, as a further Owner.',
  needs: 'unlocked',
  operands: [ACCOUNT, { name: 'MEMBER', help: 'a name or id' }],
  options: { role: { kind: 'choice', choices: ROLES, help: 'the role on the account (owner)' } },
  notes: [
    'An Owner of an account has its keys and secrets. Taking the account back later makes new keys, but what an Owner has seen stays seen.',
  ],
  async run(context, { operands: [text = '', name = ''], options: { role = 'owner' } }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { memberId, name: shown } = findMember(desk.workspace, name)
    await shareAccount(desk, accountId, memberId, role)
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Shared account ${accountId} with ${shown}, as ${role}.`
    return withSync(done(sentence, { accountId, memberId, role }), told)
  },
})
