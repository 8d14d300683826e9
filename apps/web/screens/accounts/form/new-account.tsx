import { Column, EmptyState, PageHeader } from '@keyward/ui'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { useTitle } from '../../../app/use-title.ts'
import { messages } from '../../../messages/messages.ts'
import { AccountForm } from './account-form.tsx'

const BACK = { href: paths.accounts, label: messages.accounts.title }

/** Makes an account. */
export function NewAccount() {
  const text = messages.accountForm
  useTitle(text.newTitle)
  const { may } = useMember()
  return (
    <Column header={<PageHeader title={text.newTitle} back={BACK} />}>
      {may('accounts.create', {}) ? <AccountForm /> : <EmptyState title={text.mayNotCreate} />}
    </Column>
  )
}
