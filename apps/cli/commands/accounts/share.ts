import { shareAccount } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { LIMIT_OPTIONS } from './limit-options.ts'
import { ACCOUNT, MEMBER_OR_TEAM } from './operand.ts'
import { readRoleAndLimits, ROLES } from './role-options.ts'
import { findSharedWith } from './shared-with.ts'

export const shareCommand = command({
  path: ['accounts', 'share'],
  summary: 'Shares an account that you own with a member, or with a team.',
  needs: 'unlocked',
  operands: [ACCOUNT, MEMBER_OR_TEAM.operand],
  options: {
    role: {
      kind: 'choice',
      choices: ROLES,
      help: 'the role on the account (owner; collaborator for a team)',
    },
    team: MEMBER_OR_TEAM.option,
    ...LIMIT_OPTIONS,
  },
  notes: [
    'An Owner of an account has its keys and secrets. Taking the account back later makes new keys, but what an Owner has seen stays seen.',
    'A Collaborator signs in without the key: the server has to take part in each sign-in, within the limits, and taking the account back ends it at once. A Manager may also ask you to share it with others. Sessions that are open at the app go on; and while signed in, a person may be able to add a passkey of their own there.',
    'Whoever comes into a team later gets the account too, and whoever leaves it loses it, as soon as a device of an Owner is synchronised. Share with the team again to set another role or other limits. Owners of an account are people, one by one.',
  ],
  async run(context, { operands: [text = '', name], options }) {
    const isWithTeam = options.team !== undefined
    const { role: wanted = isWithTeam ? 'collaborator' : 'owner' } = options
    const { role, limits } = readRoleAndLimits(wanted, options, isWithTeam)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { shown, to, ids } = findSharedWith(desk, name, options.team)
    await shareAccount(desk, accountId, { ...to, role, limits })
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Shared account ${accountId} with ${shown}, as ${role}.`
    return withSync(done(sentence, { accountId, ...ids, role }), told)
  },
})
