import { EmptyState, LinkButton } from '@keyward/ui'
import KeyRound from 'lucide-react/icons/key-round'
import { HelpLink } from '../../../app/parts/help-link.tsx'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { type AccountFilter, isNamed } from './filters.ts'

export interface NoAccountsProps {
  /** There is no account at all. */
  readonly isEmpty: boolean
  readonly filter: AccountFilter
  readonly query: string
}

/** Why the list is empty, and the way on. */
export function NoAccounts({ isEmpty, filter, query }: NoAccountsProps) {
  const text = messages.accounts.list
  const { may } = useMember()
  if (isEmpty)
    return (
      <EmptyState
        icon={<KeyRound />}
        title={text.empty.title}
        action={
          may('accounts.create', {}) ? (
            <LinkButton tone="primary" href={paths.newAccount}>
              {text.empty.action}
            </LinkButton>
          ) : null
        }
      >
        <HelpLink page="create-a-passkey" />
      </EmptyState>
    )
  if (query !== '') return <EmptyState title={text.nothing.all(query)} />
  if (filter === 'all') return null
  return (
    <EmptyState
      title={isNamed(filter) ? text.nothing[filter] : messages.collections.filter.nothing}
      action={<LinkButton href={`${paths.accounts}?show=all`}>{text.nothing.action}</LinkButton>}
    />
  )
}
