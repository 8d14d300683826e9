import { useSyncExternalStore } from 'react'
import type { SessionState } from '@keyward/keyholder/session'
import type { ShownSession } from './session-store.ts'
import { useRuntime } from './use-runtime.ts'

/** What this device's session is; the component renders again when it changes. */
export function useSession(): SessionState {
  return useShownSession().state
}

/** The same, with why it is so. */
export function useShownSession(): ShownSession {
  const { session } = useRuntime()
  return useSyncExternalStore(
    (listener) => session.watch(listener),
    () => session.shown,
  )
}
