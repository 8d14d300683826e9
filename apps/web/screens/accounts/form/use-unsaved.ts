import { useBlocker } from '@tanstack/react-router'
import { paths } from '../../../app/paths.ts'

/** Someone is about to leave a form that is not saved. */
export interface Leaving {
  readonly isAsking: boolean
  readonly stay: () => void
  readonly leave: () => void
}

/** Asks before what was typed is lost. The lock is not asked: it may not wait. */
export function useUnsaved(isUnsaved: () => boolean): Leaving {
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => isUnsaved() && next.pathname !== paths.unlock,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  })
  return {
    isAsking: blocker.status === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
  }
}
