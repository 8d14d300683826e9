import { type Core, type Open, tell } from './core.ts'
import type { LockReason } from './events.ts'

/** Drops everything that was opened. */
export function drop(core: Core, reason: LockReason): Open | undefined {
  const { open } = core
  if (open === undefined) return undefined
  core.open = undefined
  open.closed.abort()
  tell(core, { kind: 'locked', reason })
  return open
}
