import { useParams } from '@tanstack/react-router'
import { Column, EmptyState, PageHeader, Skeleton } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { useTitle } from '../../../app/use-title.ts'
import { messages } from '../../../messages/messages.ts'
import { useAccount } from '../parts/use-account.ts'
import { AccountForm } from './account-form.tsx'

/** Changes the account that the address names. */
export function EditAccount() {
  const { accountId = '' } = useParams({ strict: false }) as { readonly accountId?: string }
  return <Edit key={accountId} accountId={accountId} />
}

function Edit({ accountId }: { readonly accountId: string }) {
  const text = messages.accountForm
  const { data, isPending, problem, retry } = useAccount(accountId)
  const { may } = useMember()
  const title = data === undefined ? messages.accounts.edit : text.editTitle(data.appName)
  useTitle(title)
  return (
    <Column
      header={
        <PageHeader
          title={title}
          back={{
            href: paths.account(accountId),
            label: data?.appName ?? messages.app.back,
          }}
        />
      }
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Skeleton label={messages.accounts.list.loading} rows={5} /> : null}
      {data === undefined ? null : may('account.edit', { relation: data.relation }) ? (
        <AccountForm account={data} />
      ) : (
        <EmptyState title={text.mayNotEdit} />
      )}
    </Column>
  )
}
