import { useState } from 'react'
import { accountChanges } from '@keyward/keyholder/commands'
import { Disclosure } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'
import { HistoryItem } from './history-item.tsx'

export interface HistoryProps {
  readonly accountId: string
  readonly mayEdit: boolean
}

/** What the fields held before, and who changed them. It is read when it is opened. */
export function History({ accountId, mayEdit }: HistoryProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure
      title={messages.accounts.history.title}
      level={2}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      {isOpen ? <Changes accountId={accountId} mayEdit={mayEdit} /> : null}
    </Disclosure>
  )
}

function Changes({ accountId, mayEdit }: HistoryProps) {
  const text = messages.accounts.history
  const { data, problem, retry } = useView(views.accountChanges(accountId), (desk) =>
    accountChanges(desk, accountId),
  )
  return (
    <>
      <Problem problem={problem} onRetry={retry} />
      {data?.length === 0 ? <p>{text.none}</p> : null}
      {data === undefined || data.length === 0 ? null : (
        <ol
          aria-label={text.list}
          className="divide-y divide-line rounded-medium border border-line bg-card text-ink"
        >
          {data.map((change) => (
            <HistoryItem key={change.id} {...{ accountId, change, mayEdit }} />
          ))}
        </ol>
      )}
    </>
  )
}
