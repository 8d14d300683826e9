import type { Shell } from '../shell/connect.ts'
import { useRuntime } from './use-runtime.ts'

/** The phone around this page; undefined in a browser. */
export function useShell(): Shell | undefined {
  return useRuntime().shell
}
