import { type AccountView, restoreAccount } from '@keyward/keyholder/commands'
import { Banner, Button, LinkButton } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'

export interface AccountNoticesProps {
  readonly account: AccountView
  readonly mayEdit: boolean
}

/** What stands in the way of an account. */
export function AccountNotices({ account, mayEdit }: AccountNoticesProps) {
  const text = messages.accounts
  const { accountId, appName, relation, isUsernameTaken, deletedAt } = account
  const desk = useDesk()
  const { may } = useMember()
  const restore = useCommand(() => restoreAccount(desk, accountId), {
    done: text.restored(appName),
  })
  if (deletedAt !== undefined)
    return (
      <>
        <Banner
          tone="warn"
          title={text.page.deleted.title}
          action={
            may('account.restore', { relation }) ? (
              <Button isPending={restore.isPending} onPress={() => void restore.run()}>
                {text.restore}
              </Button>
            ) : null
          }
        >
          {text.page.deleted.text}
        </Banner>
        <Problem problem={restore.problem} />
      </>
    )
  if (!isUsernameTaken) return null
  return (
    <Banner
      tone="warn"
      title={text.page.taken.title}
      action={
        mayEdit ? (
          <LinkButton href={paths.editAccount(accountId)}>{text.page.taken.action}</LinkButton>
        ) : null
      }
    >
      {text.page.taken.text}
    </Banner>
  )
}
