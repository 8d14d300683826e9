import type { Keyholder } from '@keyward/keyholder/keyholder'
import { useRuntime } from './use-runtime.ts'

/** The keyholder of this device. In every screen but the welcome screen. */
export function useKeyholder(): Keyholder {
  return useRuntime().keyholder
}
