import { EmptyState } from '@keyward/ui'
import KeyRound from 'lucide-react/icons/key-round'
import { useTitle } from '../../app/use-title.ts'
import { messages } from '../../messages/messages.ts'

/** Beside the list while no account is chosen. */
export function NoAccount() {
  const text = messages.accounts.list
  useTitle(messages.accounts.title)
  return (
    <div className="m-auto">
      <EmptyState title={text.choose} icon={<KeyRound />}>
        {text.chooseText}
      </EmptyState>
    </div>
  )
}
