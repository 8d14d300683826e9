import { shareAccount } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { findMember } from '../members/find.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { findAccount } from './find.ts'
import { LIMIT_OPTIONS, readLimits } from './limit-options.ts'
import { ACCOUNT } from './operand.ts'

/** Rules decide who can have which; this is what the help offers. */
const LIMITS = Object.keys(LIMIT_OPTIONS) as (keyof typeof LIMIT_OPTIONS)[]
const ROLES = ['owner', 'manager', 'collaborator'] as const

export const shareCommand = command({
  path: ['accounts', 'share'],
  summary: 'Shares an account that you own with a member.',
  needs: 'unlocked',
  operands: [ACCOUNT, { name: 'MEMBER', help: 'a name or id' }],
  options: {
    role: { kind: 'choice', choices: ROLES, help: 'the role on the account (owner)' },
    ...LIMIT_OPTIONS,
  },
  notes: [
    'An Owner of an account has its keys and secrets. Taking the account back later makes new keys, but what an Owner has seen stays seen.',
    'A Collaborator signs in without the key: the server has to take part in each sign-in, within the limits, and taking the account back ends it at once. A Manager may also ask you to share it with others. Sessions that are open at the app go on; and while signed in, a person may be able to add a passkey of their own there.',
  ],
  async run(context, { operands: [text = '', name = ''], options }) {
    const { role = 'owner' } = options
    if (
      role === 'owner' &&
      LIMITS.some((limit) => options[limit] !== undefined && options[limit] !== false)
    )
      throw new CliError('cli.option', 'An Owner can not be limited: add --role collaborator.')
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { memberId, name: shown } = findMember(desk.workspace, name)
    const limits = readLimits(options)
    await shareAccount(desk, accountId, { memberIds: [memberId], role, limits })
    const told = await syncAfterwards(context, keyholder)
    const sentence = `Shared account ${accountId} with ${shown}, as ${role}.`
    return withSync(done(sentence, { accountId, memberId, role }), told)
  },
})
