import { answerApproval, type ApprovalView, openWindow } from '@keyward/keyholder/commands'
import { messages } from '../../messages/messages.ts'
import { type Command, useCommand } from '../use-command.ts'
import { useDesk } from '../use-desk.ts'
import { useVerified } from './use-verified.ts'

export interface Answering {
  /** The person is verified first. More than 0 hours let the same member sign in that long unasked. */
  readonly approve: Command<[hours: number], void>
  readonly decline: Command<[], void>
}

const HOUR = 3_600_000

/** The two answers to somebody who asks to sign in. */
export function useAnswer(approval: ApprovalView, onAnswered: () => void): Answering {
  const text = messages.approvals
  const { approvalId, accountId, memberId, who, appName } = approval
  const desk = useDesk()
  const verified = useVerified()
  const approve = useCommand(
    async (hours: number) => {
      await verified(text.prompt(who, appName))
      await answerApproval(desk, approvalId, true)
      if (hours > 0)
        await openWindow(desk, accountId, memberId, desk.platform.clock() + hours * HOUR)
    },
    { done: text.approved(who), onDone: onAnswered },
  )
  const decline = useCommand(() => answerApproval(desk, approvalId, false), {
    done: text.declined(who),
    onDone: onAnswered,
  })
  return { approve, decline }
}
