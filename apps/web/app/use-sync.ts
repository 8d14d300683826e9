import { useSyncExternalStore } from 'react'
import { problemOf, type ShownProblem } from './problem-of.ts'
import { useRuntime } from './use-runtime.ts'

/** How the exchange with the server goes. */
export interface SyncShown {
  readonly isOnline: boolean
  /** Accounts with changes that the server does not have. */
  readonly waiting: number
  /** UTC milliseconds; undefined when nothing was ever exchanged. */
  readonly lastAt: number | undefined
  /** The server signs its log with another key than before, and nobody has said that this is right. */
  readonly isLogKeyNew: boolean
  readonly problem: ShownProblem | undefined
  /** Exchanges at once. */
  readonly now: () => void
}

export function useSync(): SyncShown {
  const { live } = useRuntime()
  const view = useSyncExternalStore(
    (listener) => live.watch(listener),
    () => live.view,
  )
  const problem = view.problem === undefined ? undefined : problemOf(view.problem)
  return { ...view, problem, now: live.ring }
}
