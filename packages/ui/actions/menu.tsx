import Ellipsis from 'lucide-react/icons/ellipsis'
import type { ReactElement } from 'react'
import { MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { given } from '../given.ts'
import { IconButton } from './icon-button.tsx'
import { MENU_GROUND, MenuList, type MenuListProps } from './menu-list.tsx'

/** `label` names the menu and its button: "Actions for Perch". */
export interface MenuProps extends MenuListProps {
  /** What opens it: a Button or IconButton. Three dots when left out. */
  readonly trigger?: ReactElement | undefined
  readonly isOpen?: boolean | undefined
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined
}

/** A button with a list of actions. */
export function Menu({ label, actions, trigger, isOpen, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger {...given({ isOpen, onOpenChange })}>
      {trigger ?? <IconButton label={label} icon={<Ellipsis />} />}
      <Popover placement="bottom end" offset={4} className={MENU_GROUND}>
        <MenuList label={label} actions={actions} />
      </Popover>
    </MenuTrigger>
  )
}
