import { listInvitations } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { admitAgent, GRANT_OPTIONS, readGranting } from './grant.ts'

/** As long as an agent that runs takes to say how deals for it are sealed. */
const PATIENCE = 30_000

export const admitCommand = command({
  path: ['agent', 'admit'],
  summary: 'Admits an agent that has logged in, and gives it its accounts.',
  needs: 'unlocked',
  operands: [{ name: 'AGENT', help: 'its name, or the id of its invitation' }],
  options: GRANT_OPTIONS,
  notes: [
    'The second half of keyward agent create, for an invitation that keyward members invite --agent made on this device.',
  ],
  async run(context, { operands: [text = ''], options }) {
    const keyholder = await context.unlocked()
    const granting = readGranting(await keyholder.desk(), options)
    const { joins } = await listInvitations(keyholder.session)
    const [join, ...others] = joins.filter(
      ({ invitationId, memberKind, joiner }) =>
        memberKind === 'agent' && (invitationId === text || joiner.name === text),
    )
    if (join === undefined)
      throw new CliError('cli.not-found', 'No agent of that name or invitation waits.')
    if (others.length > 0)
      throw new CliError('cli.ambiguous', 'Several agents of that name wait: name the invitation.')
    return admitAgent(context, keyholder, join, granting, AbortSignal.timeout(PATIENCE))
  },
})
