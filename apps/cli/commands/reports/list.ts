import { type Desk, listReports } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'

export const listCommand = command({
  path: ['reports', 'list'],
  summary: 'Shows the reports of apps that do not work, the newest first.',
  needs: 'unlocked',
  options: { all: { kind: 'switch', help: 'closed ones too' } },
  notes: ['For the Owner, Super Admins and Admins.'],
  async run(context, { options }) {
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const reports = await listReports(keyholder.session, options.all ? 'all' : 'open')
    return {
      json: { reports },
      text: (page) =>
        page.table(
          [
            { head: 'ID' },
            { head: 'WHEN' },
            { head: 'WHO', mayBeCut: true },
            { head: 'APP', mayBeCut: true },
            { head: 'DOMAIN', mayBeCut: true },
            { head: 'WHERE' },
            { head: 'STEP' },
            { head: 'CODE' },
            { head: 'TEXT', mayBeCut: true },
            { head: 'CLOSED' },
          ],
          reports.map((each) => [
            each.reportId,
            page.date(each.reportedAt),
            nameOf(desk, each.memberId),
            each.appName,
            each.rpId,
            each.platform,
            each.step,
            each.code,
            each.text ?? '',
            page.date(each.closedAt),
          ]),
          'No reports.',
        ),
    }
  },
})

function nameOf({ workspace }: Pick<Desk, 'workspace'>, memberId: string): string {
  const all = [...workspace.members.values(), ...workspace.formerMembers.values()]
  return all.find((member) => member.memberId === memberId)?.name ?? memberId
}
