import { type RefObject, useCallback, useImperativeHandle, useState } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { AccountRow as Row } from '@keyward/keyholder/commands'
import { List } from '@keyward/ui'
import { paths } from '../../../app/paths.ts'
import { useGo } from '../../../app/use-go.ts'
import { messages } from '../../../messages/messages.ts'
import { useNow } from '../../../app/use-now.ts'
import { usePeople } from '../parts/use-people.ts'
import { AccountRow } from './account-row.tsx'
import { needOf } from './filters.ts'
import { type AskedMenu, RowMenu } from './row-menu.tsx'
import type { ShownRows } from './use-account-rows.ts'
import { useRecentUses } from './use-recent-uses.ts'
import { useRowFocus } from './use-row-focus.ts'

/** What the search field does with the list. */
export interface RowsHandle {
  /** Focuses the first row. */
  readonly enter: () => void
}

export interface AccountRowsProps extends Pick<ShownRows, 'rows' | 'facts'> {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly handle: RefObject<RowsHandle | null>
  readonly selected: string | undefined
  /** The focus goes up from the first row. */
  readonly onLeave: () => void
}

const ROW_PX = 64

/** The rows that are seen, of however many there are. */
export function AccountRows(props: AccountRowsProps) {
  const { rows, facts, scroller, selected } = props
  const go = useGo()
  const people = usePeople()
  const uses = useRecentUses()
  const now = useNow()
  const [menu, setMenu] = useState<AskedMenu | null>(null)
  // What it returns is used in this component and its hook alone, which nothing memoizes.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.accountId ?? index,
    overscan: 6,
    // Rows are made in one task and drawn in the next, so that neither takes long.
    useFlushSync: false,
  })
  const keys = useRowFocus(virtual, rows.length, props.onLeave)
  const { focus } = keys
  useImperativeHandle(props.handle, () => ({ enter: () => focus(0) }), [focus])
  const open = useCallback((accountId: string) => go(paths.account(accountId)), [go])
  const ask = useCallback((row: Row, point: AskedMenu['point']) => setMenu({ row, point }), [])
  return (
    // The keys move through the links of the list, which are what is focused.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={keys.onKeyDown}>
      <List label={messages.accounts.title} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const use = uses.get(row.accountId)
          return (
            <AccountRow
              key={key}
              {...{ row, index, start, now, use }}
              count={rows.length}
              measure={virtual.measureElement}
              isSelected={row.accountId === selected}
              isReached={index === keys.current}
              need={needOf(row, facts.needs)}
              userName={use && people.ofMember(use.memberId)}
              onOpen={open}
              onMenu={ask}
            />
          )
        })}
      </List>
      <RowMenu asked={menu} onClose={() => setMenu(null)} />
    </div>
  )
}
