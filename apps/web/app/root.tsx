import { Suspense } from 'react'
import { Outlet } from '@tanstack/react-router'
import { ToastRegion, UiRoot } from '@keyward/ui'
import { messages } from '../messages/messages.ts'
import { Boundary } from './parts/boundary.tsx'
import { Opening } from './parts/opening.tsx'
import { useGo } from './use-go.ts'

/** A page of the extension is one file: its places stand behind the `#`. */
const hrefOf =
  import.meta.env.MODE === 'extension'
    ? (path: string) => (path.startsWith('/') ? `#${path}` : path)
    : undefined

/** Around all screens: links of `@keyward/ui` stay in the app, and toasts have their place. */
export function Root() {
  const go = useGo()
  return (
    <UiRoot navigate={(path) => go(path)} hrefOf={hrefOf} locale={messages.app.locale}>
      <Boundary>
        <Suspense fallback={<Opening />}>
          <Outlet />
        </Suspense>
      </Boundary>
      <ToastRegion label={messages.app.toasts} closeLabel={messages.app.close} />
    </UiRoot>
  )
}
