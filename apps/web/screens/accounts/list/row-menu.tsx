import { useState } from 'react'
import type { AccountRow } from '@keyward/keyholder/commands'
import { ContextMenu } from '@keyward/ui'
import Copy from 'lucide-react/icons/copy'
import Pencil from 'lucide-react/icons/pencil'
import SquareArrowOutUpRight from 'lucide-react/icons/square-arrow-out-up-right'
import Trash from 'lucide-react/icons/trash-2'
import { paths } from '../../../app/paths.ts'
import { useGo } from '../../../app/use-go.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { useCopy } from '../parts/use-copy.ts'
import { useDelete } from '../parts/use-delete.ts'

/** A menu that was asked for: of which row, and where. */
export interface AskedMenu {
  readonly row: AccountRow
  readonly point: { readonly x: number; readonly y: number }
}

export interface RowMenuProps {
  readonly asked: AskedMenu | null
  readonly onClose: () => void
}

/** What can be done with an account without opening it. */
export function RowMenu({ asked, onClose }: RowMenuProps) {
  // The words stay while the menu fades.
  const [last, setLast] = useState(asked)
  if (asked !== null && asked !== last) setLast(asked)
  return last === null ? null : (
    <Actions row={last.row} point={asked === null ? null : last.point} onClose={onClose} />
  )
}

interface ActionsProps {
  readonly row: AccountRow
  readonly point: AskedMenu['point'] | null
  readonly onClose: () => void
}

function Actions({ row, point, onClose }: ActionsProps) {
  const text = messages.accounts
  const { accountId, appName, username, relation } = row
  const go = useGo()
  const { may } = useMember()
  const copy = useCopy(text.fields.username, () => username)
  const remove = useDelete(accountId, appName)
  const actions = [
    {
      id: 'open',
      label: text.open,
      icon: <SquareArrowOutUpRight />,
      onAction: () => go(paths.account(accountId)),
    },
    {
      id: 'copy',
      label: text.copyUsername,
      icon: <Copy />,
      isDisabled: username === '',
      onAction: () => void copy.run(),
    },
    ...(may('account.edit', { relation })
      ? [
          {
            id: 'edit',
            label: text.edit,
            icon: <Pencil />,
            onAction: () => go(paths.editAccount(accountId)),
          },
        ]
      : []),
    ...(may('account.delete', { relation })
      ? [{ id: 'delete', label: text.remove, icon: <Trash />, onAction: () => void remove.run() }]
      : []),
  ]
  return <ContextMenu label={text.list.actions(appName)} {...{ actions, point, onClose }} />
}
