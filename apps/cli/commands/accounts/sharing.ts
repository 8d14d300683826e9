import { type SharedPerson, sharingOf } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

export const sharingCommand = command({
  path: ['accounts', 'sharing'],
  summary:
    'Shows who has an account, as what, with which limits, and how many sign-ins are prepared.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const desk = await (await context.unlocked()).desk()
    const accountId = findAccount(desk, text)
    const { people, notShareable, isOffline } = await sharingOf(desk, accountId)
    const remarks = notShareable.map(({ credentialId, why }) =>
      why === 'counter'
        ? `Passkey ${credentialId} counts its sign-ins: only Owners can use it until it is registered anew.`
        : `The key of passkey ${credentialId} is not here: nobody can sign in with it.`,
    )
    if (isOffline) remarks.push('The server can not be reached, so limits are not known now.')
    return {
      json: { accountId, people, notShareable },
      text: (page) =>
        page.table(
          [
            { head: 'NAME', mayBeCut: true },
            { head: 'ROLE' },
            { head: 'SIGN-INS' },
            { head: 'LIMITS', mayBeCut: true },
            { head: 'DEVICES', mayBeCut: true },
          ],
          people.map((person) => [
            person.name,
            person.role,
            person.role === 'owner' ? '' : usedOf(person),
            limitsText(person),
            devicesText(person),
          ]),
          'Nobody has it.',
        ),
      remarks,
    }
  },
})

function usedOf({ limits, signInsUsed }: SharedPerson): string {
  const most = limits?.signIns ?? null
  return most === null ? String(signInsUsed) : `${signInsUsed} of ${most}`
}

function limitsText({ limits, role }: SharedPerson): string {
  if (role === 'owner' || limits === null) return ''
  const { expiresAt, hours, userVerification, reason, approval } = limits
  const texts = [
    expiresAt === null ? '' : `until ${new Date(expiresAt).toISOString()}`,
    hours === null ? '' : `certain hours (${hours.zone})`,
    userVerification ? 'verified' : '',
    reason ? 'with a reason' : '',
    approval ? 'approved by an Owner' : '',
  ].filter((text) => text !== '')
  return texts.length === 0 ? 'none' : texts.join(', ')
}

function devicesText({ deals }: SharedPerson): string {
  return deals
    .map(({ deviceName, left, state }) => {
      if (state === 'waiting') return `${deviceName}: waiting for an Owner’s device`
      return left === null ? `${deviceName}: ready` : `${deviceName}: ${left} left`
    })
    .join('; ')
}
