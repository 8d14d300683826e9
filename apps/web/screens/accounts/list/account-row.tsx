import { memo } from 'react'
import type { AccountRow as Row, PasskeyUse } from '@keyward/keyholder/commands'
import { AppIcon, Badge, formatTime, KeyMark, ListRow } from '@keyward/ui'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { paths } from '../../../app/paths.ts'
import type { RowNeed } from './filters.ts'
import { messages } from '../../../messages/messages.ts'

export interface AccountRowProps {
  readonly row: Row
  readonly index: number
  readonly count: number
  /** Where it stands, in pixels from the top of the list. */
  readonly start: number
  readonly measure: (element: HTMLLIElement | null) => void
  readonly isSelected: boolean
  readonly isReached: boolean
  readonly need: RowNeed | undefined
  readonly use: PasskeyUse | undefined
  readonly userName: string | undefined
  readonly now: number
  readonly onOpen: (accountId: string) => void
  readonly onMenu: (row: Row, point: { readonly x: number; readonly y: number }) => void
}

/** Icon, name, username and one fact. */
export const AccountRow = memo(function AccountRow(props: AccountRowProps) {
  const { row, index, count, start, measure, isReached, isSelected, onOpen, onMenu } = props
  return (
    <ListRow
      ref={measure}
      data-index={index}
      place={{ index: index + 1, count }}
      style={{ position: 'absolute', insetInline: 0, top: 0, translate: `0 ${start}px` }}
      tabIndex={isReached ? 0 : -1}
      href={paths.account(row.accountId)}
      onAction={() => onOpen(row.accountId)}
      onMenu={(point) => onMenu(row, point)}
      isSelected={isSelected}
      icon={<AppIcon name={row.appName} />}
      title={row.appName}
      subtitle={row.username || messages.accounts.list.noUsername}
      trailing={<Fact {...props} />}
    />
  )
})

/** What matters most of the account. */
function Fact({ row, need, use, userName, now }: AccountRowProps) {
  const text = messages.accounts
  if (need !== undefined)
    return (
      <Badge tone="warn" icon={<TriangleAlert />}>
        {text.needs[need]}
      </Badge>
    )
  const when = formatTime(use?.at, { now, locale: messages.app.locale })
  if (when !== null && userName !== undefined)
    return (
      <>
        <span>{text.list.usedBy(when.relative, userName)}</span>
        <KeyMark label={text.list.hasPasskey} />
      </>
    )
  return row.passkeys > 0 ? <KeyMark label={text.list.hasPasskey} /> : null
}
