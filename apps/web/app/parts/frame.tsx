import { type ReactNode, useMemo } from 'react'
import { useLocation } from '@tanstack/react-router'
import { AppFrame, Wordmark } from '@keyward/ui'
import Activity from 'lucide-react/icons/activity'
import KeyRound from 'lucide-react/icons/key-round'
import Settings from 'lucide-react/icons/settings'
import { messages } from '../../messages/messages.ts'
import { paths } from '../paths.ts'
import { isPopup } from '../../extension/begin.ts'
import { Notice } from './notice.tsx'
import { SiteBar } from './site-bar.tsx'

const PLACES = [
  { id: 'accounts', label: messages.app.accounts, href: paths.accounts, icon: <KeyRound /> },
  { id: 'activity', label: messages.app.activity, href: paths.activity, icon: <Activity /> },
  { id: 'settings', label: messages.app.settings, href: paths.settings, icon: <Settings /> },
] as const

/** The frame around the screens of an unlocked device: navigation, and what stands in the way. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation()
  const items = useMemo(
    () => PLACES.map((place) => Object.assign({ isCurrent: isBelow(pathname, place.href) }, place)),
    [pathname],
  )
  return (
    <AppFrame
      items={items}
      navLabel={messages.app.navigation}
      skipLabel={messages.app.skip}
      brand={<Wordmark name={messages.app.name} />}
      notice={import.meta.env.MODE === 'extension' ? <PopupNotice /> : <Notice />}
    >
      {children}
    </AppFrame>
  )
}

/** Above the notices of the popup is what concerns the page that it was opened on. */
function PopupNotice() {
  return (
    <>
      {isPopup ? <SiteBar /> : null}
      <Notice />
    </>
  )
}

/** Members, the directory and the help are reached from the settings, and belong to them. */
function isBelow(pathname: string, place: string): boolean {
  const below = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`)
  if (place !== paths.settings) return below(place)
  return [place, paths.members, paths.directory, paths.helpIndex].some(below)
}
