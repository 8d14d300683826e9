import { use } from 'react'
import type { Runtime } from './runtime.ts'
import { startRuntime } from './start.ts'

/** The runtime; the nearest Suspense shows its fallback until it is open. */
export function useRuntime(): Runtime {
  return use(startRuntime())
}
