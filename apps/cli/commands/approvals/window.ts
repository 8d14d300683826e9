import { closeWindow, listWindows, openWindow } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import { findAccount } from '../accounts/find.ts'
import { ACCOUNT } from '../accounts/operand.ts'
import { findMember } from '../members/find.ts'
import { readCount } from '../read-count.ts'
import { requirePerson } from '../session/verify-person.ts'

const HOUR = 3_600_000
const MOST_HOURS = 8

export const windowCommand = command({
  path: ['approvals', 'window'],
  summary: 'Approves the sign-ins of a member with an account beforehand, for some hours.',
  needs: 'unlocked',
  operands: [ACCOUNT, { name: 'MEMBER', help: 'a name or id' }],
  options: {
    hours: { kind: 'text', value: 'N', help: 'for how many, 1 to 8 (1)' },
    close: { kind: 'switch', help: 'approve no further ones beforehand' },
  },
  async run(context, { operands: [text = '', name = ''], options }) {
    const hours = readCount('--hours', options.hours, 1)
    if (hours > MOST_HOURS) throw new CliError('cli.option', '--hours is from 1 to 8.')
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const { memberId, name: shown } = findMember(desk.workspace, name)
    if (options.close) {
      await closeWindow(desk, accountId, memberId)
      return done(`Each sign-in of ${shown} needs an approval again.`, { accountId, memberId })
    }
    await requirePerson(context, keyholder)
    const until = desk.platform.clock() + hours * HOUR
    await openWindow(desk, accountId, memberId, until)
    const windows = await listWindows(desk, accountId)
    const ends = windows.map((one) => ({ memberId: one.memberId, until: isoDate(one.until) }))
    const sentence = `${shown} can sign in without single approvals until ${isoDate(until)}.`
    return done(sentence, { accountId, memberId, windows: ends })
  },
})
