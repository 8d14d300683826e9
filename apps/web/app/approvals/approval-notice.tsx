import { useState } from 'react'
import { Banner, Button, Sheet } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { ApprovalCard } from './approval-card.tsx'
import { type Approvals, useApprovals } from './use-approvals.ts'

/** Above every screen while somebody waits for this member: it is read out, and opened by one press. */
export function ApprovalNotice() {
  const { waiting, retry } = useApprovals()
  // Whoever asks after everybody was answered is told of anew.
  return waiting.length === 0 ? null : <Notice {...{ waiting, retry }} />
}

function Notice({ waiting, retry }: Pick<Approvals, 'waiting' | 'retry'>) {
  const text = messages.approvals
  const [isOpen, setOpen] = useState(false)
  const [first] = waiting
  return (
    <>
      <Banner
        tone="info"
        title={
          first !== undefined && waiting.length === 1
            ? text.notice(first.who, first.appName)
            : text.notices(waiting.length)
        }
        action={<Button onPress={() => setOpen(true)}>{text.look}</Button>}
      />
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={text.title}
        closeLabel={messages.app.close}
      >
        <div className="flex flex-col gap-4">
          {waiting.map((approval) => (
            <ApprovalCard key={approval.approvalId} approval={approval} onAnswered={retry} />
          ))}
        </div>
      </Sheet>
    </>
  )
}
