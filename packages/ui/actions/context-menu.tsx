import { useRef } from 'react'
import { Popover } from 'react-aria-components/Popover'
import type { MenuPoint } from '../layout/use-long-press.ts'
import { MENU_GROUND, MenuList, type MenuListProps } from './menu-list.tsx'

export interface ContextMenuProps extends MenuListProps {
  /** Where it opens, from ListRow's `onMenu`. Null while it is closed. */
  readonly point: MenuPoint | null
  readonly onClose: () => void
}

/** The actions of a row, where it was pressed. */
export function ContextMenu({ label, actions, point, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span
        ref={anchor}
        aria-hidden
        className="pointer-events-none fixed size-px"
        style={{ left: point?.x ?? 0, top: point?.y ?? 0 }}
      />
      <Popover
        aria-label={label}
        triggerRef={anchor}
        isOpen={point !== null}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        placement="bottom start"
        className={MENU_GROUND}
      >
        <MenuList
          label={label}
          actions={actions.map((action) => ({
            ...action,
            onAction: () => {
              onClose()
              action.onAction()
            },
          }))}
        />
      </Popover>
    </>
  )
}
