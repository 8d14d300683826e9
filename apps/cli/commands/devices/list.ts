import { liveDevices } from '@keyward/workspace/chain'
import { command } from '../../frame/command.ts'

export const listCommand = command({
  path: ['devices', 'list'],
  summary: 'Lists your devices, as the membership chain has them.',
  needs: 'unlocked',
  options: { all: { kind: 'switch', help: 'those of every member' } },
  async run(context, { options }) {
    const { workspace, identity } = await (await context.unlocked()).desk()
    const members = options.all ? [...workspace.members.keys()] : [identity.memberId]
    const devices = members.flatMap((memberId) =>
      liveDevices(workspace, memberId).map(({ deviceId, name }) => ({
        deviceId,
        name,
        memberId,
        memberName: workspace.members.get(memberId)?.name ?? memberId,
        isThis: deviceId === identity.deviceId,
      })),
    )
    return {
      json: { devices },
      text: (page) =>
        page.table(
          [
            { head: 'DEVICE', mayBeCut: true },
            { head: 'OF', mayBeCut: true },
            { head: '' },
            { head: 'ID' },
          ],
          devices.map(({ name, memberName, isThis, deviceId }) => [
            name,
            memberName,
            isThis ? 'this one' : '',
            deviceId,
          ]),
          'No devices.',
        ),
    }
  },
})
