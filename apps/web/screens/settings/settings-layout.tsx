import { Outlet, useLocation } from '@tanstack/react-router'
import { EmptyState, ListAndDetail } from '@keyward/ui'
import SettingsIcon from 'lucide-react/icons/settings'
import { paths } from '../../app/paths.ts'
import { messages } from '../../messages/messages.ts'
import { SettingsList } from './settings-list.tsx'

/** The list of settings, and the page of the one that was chosen. */
export function SettingsLayout() {
  const text = messages.settings
  const { pathname } = useLocation()
  const isList = pathname === paths.settings || pathname === `${paths.settings}/`
  return (
    <ListAndDetail
      list={<SettingsList current={pathname} isShown={isList} />}
      listLabel={text.title}
      detail={<Outlet />}
      detailLabel={text.choose}
      shows={isList ? 'list' : 'detail'}
    />
  )
}

/** Beside the list while nothing was chosen. */
export function NoSetting() {
  const text = messages.settings
  return (
    <div className="m-auto">
      <EmptyState title={text.choose} icon={<SettingsIcon />}>
        {text.chooseText}
      </EmptyState>
    </div>
  )
}
