import { invite, listInvitations, type WaitingJoin } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { remark } from '../../output.ts'
import { readCount } from '../read-count.ts'
import { admitAgent, GRANT_OPTIONS, PAUSE, readGranting } from './grant.ts'

const MINUTE = 60_000
const MOST_MINUTES = 24 * 60

export const createCommand = command({
  path: ['agent', 'create'],
  summary: 'Invites an agent, waits for it to log in, admits it, and gives it its accounts.',
  needs: 'unlocked',
  operands: [{ name: 'NAME', help: 'what members call the agent' }],
  options: {
    ...GRANT_OPTIONS,
    wait: { kind: 'text', value: 'MINUTES', help: 'wait so long for it to log in (15)' },
  },
  notes: [
    'The link is written on standard error at once: hand it over yourself, for keyward agent login on the machine of the agent. Whoever has it can answer in the agent’s place.',
    'An agent signs in together with the server and never has a key. It is Login-Only in the workspace, and Collaborator on the accounts. keyward accounts unshare and keyward members remove end it at once.',
    'For two steps, as programs take them: keyward members invite --agent --role login-only, then keyward agent admit.',
  ],
  async run(context, { operands: [name = ''], options }) {
    const minutes = readCount('--wait', options.wait, 15)
    if (minutes > MOST_MINUTES)
      throw new CliError('cli.option', `--wait is at most ${MOST_MINUTES} minutes.`)
    if (name.trim() === '') throw new CliError('cli.operand', 'NAME is empty.')
    const keyholder = await context.unlocked()
    const granting = readGranting(await keyholder.desk(), options)
    const { session } = keyholder
    const invitation = await invite(session, {
      role: 'login-only',
      memberKind: 'agent',
      lifetime: minutes * MINUTE,
    })
    const { invitationId, link } = invitation
    const stop = AbortSignal.timeout(minutes * MINUTE)
    for (const line of [
      'On the machine of the agent:',
      `  keyward agent login --link - --name ${quoted(name)} --state DIR --secret-file FILE --wait ${minutes}`,
      `Link: ${link}`,
    ])
      remark(context.terminal, line)
    const join = await answered(context, keyholder, invitationId, stop)
    const { joiner } = join
    if (joiner.name !== name)
      remark(context.terminal, `It calls itself ${joiner.name}, and not ${name}.`)
    return admitAgent(context, keyholder, join, granting, stop)
  },
})

/** @throws {CliError} `cli.not-found` when nobody answers in time */
async function answered(
  { progress }: Context,
  { session, ports }: Keyholder,
  invitationId: string,
  stop: AbortSignal,
): Promise<WaitingJoin> {
  progress.say('Waiting for the agent to log in…')
  for (;;) {
    session.touch()
    const { joins } = await listInvitations(session)
    const join = joins.find((one) => one.invitationId === invitationId)
    if (join !== undefined) return join
    if (stop.aborted)
      throw new CliError('cli.not-found', 'No agent logged in. Its invitation has closed.')
    await ports.platform.wait(PAUSE, stop)
  }
}

/** As a shell reads it. */
function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
