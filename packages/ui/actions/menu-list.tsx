import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu'
import { classes } from '../classes.ts'
import { Breakable } from '../words/breakable.tsx'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly onAction: () => void
  readonly isDisabled?: boolean | undefined
  /** Can't be taken back. */
  readonly isDanger?: boolean | undefined
}

export interface MenuListProps {
  readonly label: string
  readonly actions: readonly MenuAction[]
}

/** The ground of a menu, which stands at least 12 px from the edges of the screen. */
export const MENU_GROUND =
  'min-w-[min(13rem,calc(100vw-24px))] max-w-[min(28rem,calc(100vw-24px))] overflow-auto rounded-medium bg-float p-1 shadow-float data-entering:animate-appear'

/** The actions of a menu, one below the other. */
export function MenuList({ label, actions }: MenuListProps) {
  return (
    <AriaMenu aria-label={label} className="outline-none">
      {actions.map((action) => (
        <Item key={action.id} action={action} />
      ))}
    </AriaMenu>
  )
}

function Item({ action }: { readonly action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      onAction={action.onAction}
      isDisabled={action.isDisabled ?? false}
      className={classes(
        'target flex cursor-pointer items-center gap-3 rounded-small px-3 text-body outline-offset-[-2px]',
        'data-disabled:cursor-default data-disabled:opacity-55 data-focused:bg-well',
        action.isDanger === true ? 'text-error' : 'text-ink',
      )}
    >
      {action.icon === undefined ? null : (
        <span aria-hidden className="flex shrink-0 [&>svg]:size-[1.125rem]">
          {action.icon}
        </span>
      )}
      <span className="min-w-0">
        <Breakable>{action.label}</Breakable>
      </span>
    </MenuItem>
  )
}
