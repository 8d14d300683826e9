import type { Session } from '@keyward/keyholder/session'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { remark } from '../../output.ts'
import { confirm } from '../session/confirm.ts'
import { requirePerson } from '../session/verify-person.ts'

export const approveCommand = command({
  path: ['devices', 'approve'],
  summary: 'Lets a new device of yours in, by a code or by six digits.',
  needs: 'unlocked',
  options: {
    digits: { kind: 'switch', help: 'compare six digits, where nothing can be typed over there' },
    'device-name': {
      kind: 'text',
      value: 'NAME',
      help: 'approve a device of exactly this name without asking; for programs',
    },
  },
  notes: [
    'Run keyward login --approve on the new device. The code is a secret for the two, works once, and for ten minutes. The name of the new device is shown before anything is handed over.',
  ],
  async run(context, { options }) {
    const keyholder = await context.unlocked()
    await requirePerson(context, keyholder)
    const { session } = keyholder
    const offered = options.digits
      ? await byDigits(context, session)
      : await byCode(context, session)
    const { device } = offered
    const isMeant =
      options['device-name'] === undefined
        ? await confirm(context, `Let the device "${device.name}" in?${offered.question}`)
        : options['device-name'] === device.name
    if (!isMeant) throw new CliError('cli.confirm', 'The device was not let in.')
    await offered.approve()
    return done(`${device.name} is one of your devices now.`, { deviceId: device.deviceId })
  },
})

interface Offered {
  readonly device: { readonly deviceId: string; readonly name: string }
  readonly question: string
  approve(): Promise<void>
}

async function byCode(context: Context, session: Session): Promise<Offered> {
  const approval = await session.approveByCode()
  // On standard error at once: standard output has the answer, and only at the end.
  remark(context.terminal, `Code for the new device: ${approval.code}`)
  context.progress.say('Waiting for the new device…')
  const device = await approval.device()
  context.progress.end()
  return { device, question: '', approve: () => approval.approve() }
}

async function byDigits(context: Context, session: Session): Promise<Offered> {
  context.progress.say('Waiting for the new device…')
  const { digits, device, approve } = await session.approveByDigits()
  context.progress.end()
  remark(context.terminal, `Digits: ${digits}`)
  return { device, question: ` Does it show ${digits}?`, approve }
}
