import { removeDevice } from '@keyward/keyholder/commands'
import { normaliseText } from '@keyward/keyholder/accounts'
import type { MemberDevice, WorkspaceState } from '@keyward/workspace/chain'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { holdKey } from '../session/hold.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { kitText } from '../workspace/kit-text.ts'

export const removeCommand = command({
  path: ['devices', 'remove'],
  summary: 'Removes a device, such as one that was lost.',
  needs: 'unlocked',
  operands: [{ name: 'DEVICE', help: 'its id, or its name where no other has it' }],
  options: {},
  notes: [
    'After removing a device of your own you get new keys and a new recovery kit, so that the lost one opens nothing that comes later; your passphrase stays, and is asked for. To leave this very device use keyward logout.',
  ],
  async run(context, { operands: [text = ''] }) {
    const keyholder = await context.unlocked()
    const { workspace, identity } = await keyholder.desk()
    const device = findDevice(workspace, text)
    const { deviceId, memberId, name } = device
    if (deviceId === identity.deviceId)
      throw new CliError('cli.operand', 'This is the device itself: use keyward logout.')
    if (memberId !== identity.memberId) {
      await removeDevice(keyholder.session, deviceId)
      const told = await syncAfterwards(context, keyholder)
      return withSync(done(`Removed ${name}.`, { deviceId }), told)
    }
    const passphrase =
      context.usedPassphrase() ?? (await context.terminal.keyboard.askSecret('Passphrase: '))
    context.progress.say('Removing, and making new keys…')
    const kit = await keyholder.session.removeOwnDevice({ deviceId, passphrase })
    await holdKey(context, keyholder, passphrase)
    const told = await syncAfterwards(context, keyholder)
    const answer = {
      json: { done: true, deviceId, recoveryKit: { words: kit.words, code: kit.code } },
      text: (page: Parameters<typeof kitText>[0]) =>
        page.line(`Removed ${name}. The old recovery kit is worthless.`) + kitText(page, kit),
    }
    return withSync(answer, told)
  },
})

function findDevice({ devices }: WorkspaceState, text: string): MemberDevice {
  const live = [...devices.values()].filter(({ removedAt }) => removedAt === null)
  const found = live.filter(
    ({ deviceId, name }) => deviceId === text || normaliseText(name) === normaliseText(text),
  )
  const [device, ...others] = found
  if (device === undefined)
    throw new CliError('cli.not-found', 'There is no such device: see keyward devices list --all.')
  if (others.length === 0) return device
  const ids = found.map(({ deviceId }) => deviceId)
  throw new CliError(
    'cli.ambiguous',
    `Several devices have this name, so use an id: ${ids.join(', ')}.`,
  )
}
