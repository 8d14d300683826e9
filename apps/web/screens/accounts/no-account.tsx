import { Column, EmptyState } from '@keyward/ui'
import { useTitle } from '../../app/use-title.ts'
import { messages } from '../../messages/messages.ts'

/** Beside the list while no account is chosen. */
export function NoAccount() {
  useTitle(messages.accounts.title)
  return (
    <Column>
      <EmptyState title={messages.accounts.list.choose} />
    </Column>
  )
}
