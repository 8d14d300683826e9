import type { LockReason, Session, SessionState } from '@keyward/keyholder/session'

/** What the screens know of the session. */
export interface ShownSession {
  readonly state: SessionState
  /** Why it locked at last; undefined when it did not since the app was opened. */
  readonly lockReason: LockReason | undefined
  /** The server has ended the session: unlocking begins a new one. */
  readonly hasEnded: boolean
  /** The member or this device was removed, and everything here erased. */
  readonly wasRemoved: boolean
}

/** The session as something that components can follow. */
export interface SessionStore {
  readonly shown: ShownSession
  watch(listener: () => void): () => void
  /** Reads the state again, after what tells no event. */
  refresh(): void
}

export function sessionStore(session: Pick<Session, 'state' | 'watch' | 'replica'>): SessionStore {
  const listeners = new Set<() => void>()
  let shown: ShownSession = {
    state: session.state,
    lockReason: undefined,
    hasEnded: false,
    wasRemoved: false,
  }
  const show = (change: Partial<ShownSession>): void => {
    shown = { ...shown, ...change, state: session.state }
    for (const listener of listeners) listener()
  }
  session.watch((event) => {
    if (event.kind === 'locked') show({ lockReason: event.reason })
    else if (event.kind === 'ended') show({ hasEnded: true })
    else if (event.kind === 'removed') show({ wasRemoved: true, hasEnded: false })
    else show({ hasEnded: false, wasRemoved: false, lockReason: undefined })
  })
  // Another tab may have signed in, or out, without a word to this one's session.
  session.replica.watch(() => {
    queueMicrotask(() => {
      if (session.state.kind !== shown.state.kind) show({})
    })
  })
  return {
    get shown() {
      return shown
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh: () => show({}),
  }
}
