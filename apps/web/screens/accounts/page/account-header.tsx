import { useEffect, useRef } from 'react'
import type { AccountView } from '@keyward/keyholder/commands'
import { AppIcon, Badge, Breakable, LinkButton, Menu, PageHeader } from '@keyward/ui'
import CloudOff from 'lucide-react/icons/cloud-off'
import Trash from 'lucide-react/icons/trash-2'
import { paths } from '../../../app/paths.ts'
import { messages } from '../../../messages/messages.ts'
import { useDelete } from '../parts/use-delete.ts'

export interface AccountHeaderProps {
  readonly account: AccountView
  readonly mayEdit: boolean
}

/** Which account it is, and what can be done with all of it. */
export function AccountHeader({ account, mayEdit }: AccountHeaderProps) {
  const text = messages.accounts
  const { accountId, appName, username, isPending } = account
  const remove = useDelete(accountId, appName)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Whoever walks the list with the keyboard stays in it; on a phone the row is gone from sight.
    const { activeElement } = document
    if (
      activeElement === null ||
      activeElement === document.body ||
      !activeElement.checkVisibility()
    )
      heading.current?.focus()
  }, [])
  return (
    <PageHeader
      headingRef={heading}
      title={appName}
      icon={<AppIcon name={appName} />}
      description={
        <span className="flex flex-wrap items-center gap-2">
          <Breakable>{username || text.list.noUsername}</Breakable>
          {isPending ? <Badge icon={<CloudOff />}>{text.page.waiting}</Badge> : null}
        </span>
      }
      back={{ href: paths.accounts, label: text.title }}
      actions={
        mayEdit ? (
          <>
            <LinkButton href={paths.editAccount(accountId)}>{text.edit}</LinkButton>
            <Menu
              label={text.page.more}
              actions={[
                {
                  id: 'delete',
                  label: text.remove,
                  icon: <Trash />,
                  onAction: () => void remove.run(),
                },
              ]}
            />
          </>
        ) : null
      }
    />
  )
}
