import { useMemo } from 'react'
import { listDeletedAccounts, restoreAccount } from '@keyward/keyholder/commands'
import {
  AppIcon,
  Breakable,
  Button,
  Column,
  EmptyState,
  OneLine,
  PageHeader,
  Skeleton,
} from '@keyward/ui'
import { RESTORE_MILLISECONDS } from '@keyward/keyholder/accounts'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDesk } from '../../app/use-desk.ts'
import { useMember } from '../../app/use-member.ts'
import { useTitle } from '../../app/use-title.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'
import { useNow } from '../../app/use-now.ts'

const DAY = 24 * 60 * 60 * 1000

/** An account that was deleted, without what only an open account has. */
interface Deleted {
  readonly accountId: string
  readonly appName: string
  readonly username: string
  readonly deletedAt: number
  readonly mayRestore: boolean
}

/** What can still be brought back. */
export function DeletedAccounts() {
  const text = messages.accounts.deletedScreen
  useTitle(text.title)
  const { may } = useMember()
  const view = useView(views.deletedAccounts, async (desk) =>
    (await listDeletedAccounts(desk)).map(
      ({ accountId, profile, relation, deletedAt = 0 }): Deleted => ({
        accountId,
        appName: profile.appName.value,
        username: profile.username.value,
        deletedAt,
        mayRestore: may('account.restore', { relation }),
      }),
    ),
  )
  const now = useNow()
  const accounts = useMemo(
    () => view.data?.filter(({ deletedAt }) => now - deletedAt <= RESTORE_MILLISECONDS),
    [view.data, now],
  )
  return (
    <Column
      header={
        <PageHeader
          title={text.title}
          description={text.intro}
          back={{ href: paths.accounts, label: text.back }}
        />
      }
    >
      <Problem problem={view.problem} onRetry={view.retry} />
      {view.isPending ? <Skeleton label={messages.accounts.list.loading} /> : null}
      {accounts?.length === 0 ? <EmptyState title={text.none} /> : null}
      {accounts === undefined || accounts.length === 0 ? null : (
        <ul
          aria-label={text.title}
          className="divide-y divide-line rounded-medium border border-line bg-card"
        >
          {accounts.map((account) => (
            <DeletedItem key={account.accountId} account={account} now={now} />
          ))}
        </ul>
      )}
    </Column>
  )
}

function DeletedItem({ account, now }: { readonly account: Deleted; readonly now: number }) {
  const text = messages.accounts
  const { accountId, appName, username, deletedAt } = account
  const desk = useDesk()
  const restore = useCommand(() => restoreAccount(desk, accountId), {
    done: text.restored(appName),
    failed: 'toast',
  })
  const days = Math.ceil((deletedAt + RESTORE_MILLISECONDS - now) / DAY)
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2">
      <AppIcon name={appName} />
      <span className="min-w-0 flex-1 basis-32">
        <OneLine className="text-body font-medium">{appName}</OneLine>
        <span className="block text-note text-soft">
          <Breakable>
            {`${username || text.list.noUsername} · ${text.deletedScreen.left(days)}`}
          </Breakable>
        </span>
      </span>
      {account.mayRestore ? (
        <Button isPending={restore.isPending} onPress={() => void restore.run()}>
          {text.restore}
        </Button>
      ) : null}
    </li>
  )
}
