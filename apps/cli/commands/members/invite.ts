import { invite } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { readCount } from '../read-count.ts'
import { GIVEN_ROLES } from './roles.ts'

const DAY = 24 * 3_600_000
const MOST_DAYS = 30

export const inviteCommand = command({
  path: ['members', 'invite'],
  summary: 'Invites somebody: prints a link, and a code to read aloud.',
  needs: 'unlocked',
  options: {
    role: { kind: 'choice', choices: GIVEN_ROLES, help: 'the role in the workspace (user)' },
    agent: { kind: 'switch', help: 'for a program rather than a person' },
    days: { kind: 'text', value: 'N', help: `how long it is open, at most ${MOST_DAYS} days (7)` },
    mail: { kind: 'text', value: 'ADDRESS', help: 'announce it by mail, without the secret' },
  },
  notes: [
    'Hand over the link, or the code with the id, yourself: whoever has it can answer in that person’s place. The server never has it, and a mail only says that you will get in touch.',
  ],
  async run(context, { options: { role = 'user', agent, days, mail } }) {
    const lasting = readCount('--days', days, 7)
    if (lasting > MOST_DAYS) throw new CliError('cli.option', `--days is at most ${MOST_DAYS}.`)
    const { session } = await context.unlocked()
    const invitation = await invite(session, {
      role,
      memberKind: agent ? 'agent' : 'person',
      lifetime: lasting * DAY,
      ...(mail === undefined ? {} : { email: mail }),
    })
    const { invitationId, link, spokenCode, isMailed } = invitation
    const remarks =
      mail !== undefined && !isMailed
        ? ['The server could not send the mail: tell the person yourself.']
        : []
    return {
      json: { invitationId, link, spokenCode, isMailed },
      text: (page) =>
        page.fields([
          ['Link', link],
          ['Or the id', invitationId],
          ['and the code', spokenCode],
        ]),
      remarks,
    }
  },
})
