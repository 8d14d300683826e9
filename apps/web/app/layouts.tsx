import { type ReactNode, Suspense, use } from 'react'
import { Navigate, Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { Boundary } from './parts/boundary.tsx'
import { Frame } from './parts/frame.tsx'
import { Loading } from './parts/loading.tsx'
import { Opening } from './parts/opening.tsx'
import { paths } from './paths.ts'
import { rememberPlace } from './return-place.ts'
import { DeskContext } from './use-desk.ts'
import { useRuntime } from './use-runtime.ts'
import { useShownSession } from './use-session.ts'

/** Around every screen that needs the keyholder, unlocked or not. */
export function OpenLayout() {
  return (
    <Boundary at={useAt()}>
      <Suspense fallback={<Opening />}>
        <Opened>
          <Outlet />
        </Opened>
      </Suspense>
    </Boundary>
  )
}

/** Around the screens of an unlocked and admitted member, with the navigation. */
export function UnlockedLayout() {
  const at = useAt()
  return (
    <Unlocked>
      <WithDesk>
        <Frame>
          <Boundary at={at}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </Frame>
      </WithDesk>
    </Unlocked>
  )
}

/** Around screens of an unlocked member that stand alone; the member may still wait for admission. */
export function BareLayout() {
  return (
    <Unlocked isWaitingAllowed>
      <Outlet />
    </Unlocked>
  )
}

function useAt(): string {
  return useLocation({ select: ({ pathname }) => pathname })
}

/** Waits until the keyholder is open. */
function Opened({ children }: { readonly children: ReactNode }) {
  useRuntime()
  return children
}

interface UnlockedProps {
  readonly children: ReactNode
  readonly isWaitingAllowed?: boolean
}

/** Leads to where the session has to be unlocked, begun, or admitted first. */
function Unlocked({ children, isWaitingAllowed = false }: UnlockedProps) {
  const { state, wasRemoved } = useShownSession()
  const router = useRouter()
  if (wasRemoved) return <Elsewhere to={paths.unlock} />
  if (state.kind === 'none') return <Elsewhere to={paths.welcome} />
  if (state.kind === 'locked') {
    // As it is now: following it would bring this back with the place that it leads to.
    rememberPlace(router.state.location.href)
    return <Elsewhere to={paths.unlock} />
  }
  if (!state.known.isAdmitted && !isWaitingAllowed) return <Elsewhere to={paths.waiting} />
  return children
}

/** Leads there. Until that screen is loaded the app opens, as it looks. */
function Elsewhere({ to }: { readonly to: string }) {
  return (
    <>
      <Opening />
      <Navigate to={to} replace />
    </>
  )
}

/** Opens what commands work with, and the list that usernames are compared by. */
function WithDesk({ children }: { readonly children: ReactNode }) {
  const { keyholder, suffixes } = useRuntime()
  use(suffixes.load())
  const desk = use(keyholder.desk())
  return <DeskContext value={desk}>{children}</DeskContext>
}
