import { unshareAccount, unshareWithTeam } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { ACCOUNT, MEMBER_OR_TEAM } from './operand.ts'
import { findSharedWith } from './shared-with.ts'

export const unshareCommand = command({
  path: ['accounts', 'unshare'],
  summary: 'Takes an account back from a member or a team, and makes new keys for it.',
  needs: 'unlocked',
  operands: [ACCOUNT, MEMBER_OR_TEAM.operand],
  options: { team: MEMBER_OR_TEAM.option },
  notes: [
    'What an Owner has seen stays seen: passkeys that were there have to be renewed at the app to be safe from a copy. keyward members report lists them.',
    'Taken back from a team, it stays with those who have it by another team or by name. Taken back from a member, it is gone for that member though a team has it, until it is shared with the team again.',
  ],
  async run(context, { operands: [text = '', name], options }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { shown, ids } = findSharedWith(desk, name, options.team)
    await ('teamId' in ids
      ? unshareWithTeam(desk, accountId, ids.teamId)
      : unshareAccount(desk, accountId, ids.memberId))
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Account ${accountId} is no longer shared with ${shown}.`
    return withSync(done(sentence, { accountId, ...ids }), told)
  },
})
