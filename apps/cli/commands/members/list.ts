import { liveDevices } from '@keyward/workspace/chain'
import { command } from '../../frame/command.ts'

export const listCommand = command({
  path: ['members', 'list'],
  summary: 'Lists the members. Works without the server.',
  needs: 'unlocked',
  options: { former: { kind: 'switch', help: 'those who were removed' } },
  async run(context, { options }) {
    const { workspace } = await (await context.unlocked()).desk()
    const members = [
      ...(options.former ? workspace.formerMembers.values() : workspace.members.values()),
    ].map((member) => ({
      memberId: member.memberId,
      name: member.name,
      role: member.role,
      kind: member.kind,
      devices: liveDevices(workspace, member.memberId).length,
    }))
    return {
      json: { members },
      text: (page) =>
        page.table(
          [
            { head: 'NAME', mayBeCut: true },
            { head: 'ROLE' },
            { head: 'KIND' },
            { head: 'DEVICES' },
            { head: 'ID' },
          ],
          members.map(({ name, role, kind, devices, memberId }) => [
            name,
            role,
            kind,
            String(devices),
            memberId,
          ]),
          options.former ? 'Nobody was removed.' : 'No members.',
        ),
    }
  },
})
