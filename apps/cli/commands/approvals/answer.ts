import { answerApproval, waitingApprovals } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { requirePerson } from '../session/verify-person.ts'

const ID = {
  name: 'ID',
  isOptional: true,
  help: 'of keyward approvals list; the one that waits otherwise',
} as const

export const approveCommand = command({
  path: ['approvals', 'approve'],
  summary: 'Approves one sign-in of another member.',
  needs: 'unlocked',
  operands: [ID],
  options: {},
  notes: [
    'What is approved is asked for anew, and held against the account, its passkeys and the page that asks.',
  ],
  run: (context, { operands: [id] }) => answer(context, id, true),
})

export const declineCommand = command({
  path: ['approvals', 'decline'],
  summary: 'Declines one sign-in of another member.',
  needs: 'unlocked',
  operands: [ID],
  options: {},
  run: (context, { operands: [id] }) => answer(context, id, false),
})

async function answer(context: Context, given: string | undefined, isApproved: boolean) {
  const keyholder = await context.unlocked()
  const desk = await keyholder.desk()
  let approvalId = given
  if (approvalId === undefined) {
    const [only, ...others] = await waitingApprovals(desk)
    if (only === undefined || others.length > 0)
      throw new CliError(
        only === undefined ? 'cli.not-found' : 'cli.ambiguous',
        only === undefined
          ? 'No sign-in waits for your approval.'
          : 'Several sign-ins wait: name one by its id, of keyward approvals list.',
      )
    approvalId = only.approvalId
  }
  if (isApproved) await requirePerson(context, keyholder)
  await answerApproval(desk, approvalId, isApproved)
  return done(isApproved ? 'Approved.' : 'Declined.', { approvalId })
}
