import { command } from '../../frame/command.ts'

export const listCommand = command({
  path: ['teams', 'list'],
  summary: 'Lists the teams. Works without the server.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const { workspace } = await (await context.unlocked()).desk()
    const teams = [...workspace.teams.values()]
      .map(({ teamId, name, members }) => ({ teamId, name, members: members.size }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
    return {
      json: { teams },
      text: (page) =>
        page.table(
          [{ head: 'NAME', mayBeCut: true }, { head: 'MEMBERS' }, { head: 'ID' }],
          teams.map(({ name, members, teamId }) => [name, String(members), teamId]),
          'No teams.',
        ),
    }
  },
})
