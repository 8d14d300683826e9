import type { AccountView } from '@keyward/keyholder/commands'
import { Column, EmptyState, LinkButton, PageHeader, Skeleton } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { useTitle } from '../../../app/use-title.ts'
import { messages } from '../../../messages/messages.ts'
import { useAccount } from '../parts/use-account.ts'
import { AccountActivity } from './account-activity.tsx'
import { AccountHeader } from './account-header.tsx'
import { AccountNotices } from './account-notices.tsx'
import { Details } from './details.tsx'
import { History } from './history.tsx'
import { Passkeys } from './passkeys.tsx'
import { PeopleSection } from '../sharing/people-section.tsx'
import { UseOnly } from '../sharing/use-only.tsx'
import { SignIn } from './sign-in.tsx'
import { UserOffers } from './user-offers.tsx'

/** One account: what signs in to it, who has it, and what happened to it. */
export function AccountScreen({ accountId }: { readonly accountId: string }) {
  const text = messages.accounts
  const { data, isPending, problem, retry } = useAccount(accountId)
  useTitle(data?.appName ?? text.title)
  if (problem?.rule === 'account.unknown') return <Unknown />
  if (data === undefined)
    return (
      <Column header={<PageHeader title={text.title} back={BACK} />}>
        <Problem problem={problem} onRetry={retry} />
        {isPending ? <Skeleton label={text.list.loading} rows={5} /> : null}
      </Column>
    )
  return <Account account={data} />
}

const BACK = { href: paths.accounts, label: messages.accounts.title }

function Account({ account }: { readonly account: AccountView }) {
  const { may } = useMember()
  const { accountId, relation, deletedAt } = account
  const isDeleted = deletedAt !== undefined
  const mayEdit = !isDeleted && may('account.edit', { relation })
  return (
    // A long name with large text takes the whole screen: the header scrolls with the page.
    <Column>
      <AccountHeader account={account} mayEdit={mayEdit} />
      <div className="flex flex-col gap-6 pb-8">
        <AccountNotices account={account} mayEdit={mayEdit} />
        {mayEdit ? <UserOffers accountId={accountId} appName={account.appName} /> : null}
        {isDeleted ? null : <UseOnly account={account} />}
        <Passkeys account={account} mayEdit={mayEdit} />
        <SignIn account={account} />
        <PeopleSection account={account} />
        <Details account={account} />
        <AccountActivity accountId={accountId} />
        {may('account.view-secrets', { relation }) ? (
          <History accountId={accountId} mayEdit={mayEdit} />
        ) : null}
      </div>
    </Column>
  )
}

function Unknown() {
  const { title, text, action } = messages.accounts.page.unknown
  return (
    <Column>
      <EmptyState title={title} action={<LinkButton href={paths.accounts}>{action}</LinkButton>}>
        {text}
      </EmptyState>
    </Column>
  )
}
