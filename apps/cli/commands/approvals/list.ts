import { waitingApprovals } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'

export const listCommand = command({
  path: ['approvals', 'list'],
  summary: 'Lists sign-ins of others that wait for your approval.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const desk = await (await context.unlocked()).desk()
    const waiting = await waitingApprovals(desk)
    return {
      json: {
        approvals: waiting.map((one) => ({
          ...one,
          askedAt: isoDate(one.askedAt),
          expiresAt: isoDate(one.expiresAt),
        })),
      },
      text: (page) =>
        page.table(
          [
            { head: 'WHO', mayBeCut: true },
            { head: 'DEVICE', mayBeCut: true },
            { head: 'APP', mayBeCut: true },
            { head: 'PAGE', mayBeCut: true },
            { head: 'REASON', mayBeCut: true },
            { head: 'ID' },
          ],
          waiting.map(({ who, deviceName, appName, origin, reason, approvalId }) => [
            who,
            deviceName,
            appName,
            origin ?? 'not known: a phone gave its hash alone',
            reason ?? '',
            approvalId,
          ]),
          'Nothing waits for you.',
        ),
    }
  },
})
