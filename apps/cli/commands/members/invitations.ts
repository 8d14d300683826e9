import { listInvitations } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'

const CHECKS = {
  proven: 'keys proven: admit',
  compare: 'compare the safety number',
  refused: 'keys are wrong: revoke',
} as const

export const invitationsCommand = command({
  path: ['members', 'invitations'],
  summary: 'Lists open invitations, and who answered and waits to be admitted.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const { session } = await context.unlocked()
    const { open, joins } = await listInvitations(session)
    return {
      json: {
        open: open.map((row) => ({ ...row, expiresAt: isoDate(row.expiresAt) })),
        waiting: joins.map((join) => ({
          invitationId: join.invitationId,
          role: join.role,
          name: join.joiner.name,
          address: join.address,
          memberId: join.joiner.memberId,
          device: join.joiner.device.name,
          at: isoDate(join.at),
          check: join.check,
          safetyNumber: join.safetyNumber,
        })),
      },
      text: (page) => {
        const waiting = page.table(
          ['NAME', 'ADDRESS', 'ROLE', 'ASKED', 'CHECK', 'INVITATION'].map((head, at) => ({
            head,
            mayBeCut: at < 2,
          })),
          joins.map((join) => [
            join.joiner.name,
            join.address,
            join.role,
            page.date(join.at),
            CHECKS[join.check],
            join.invitationId,
          ]),
          'Nobody waits to be admitted.',
        )
        const numbers = joins
          .filter(({ check }) => check === 'compare')
          .map(({ joiner, safetyNumber }) =>
            page.line(`Safety number with ${joiner.name}: ${safetyNumber}`),
          )
        const invitations = page.table(
          [
            { head: 'ROLE' },
            { head: 'OPEN UNTIL' },
            { head: 'MAIL', mayBeCut: true },
            { head: 'INVITATION' },
          ],
          open.map((row) => [
            row.role,
            page.date(row.expiresAt),
            row.email ?? '-',
            row.invitationId,
          ]),
          'No open invitations.',
        )
        return [waiting, ...numbers, '\n', invitations].join('')
      },
    }
  },
})
