import type { AppInfo } from '@keyward/channel'
import { useShell } from './use-shell.ts'

/** Somebody of the demonstration, whom a simulated phone signs in. */
export type DemoPerson = NonNullable<AppInfo['demo']>

/** The person of the demonstration that the simulated phone belongs to; undefined anywhere else. */
export function useDemoPerson(): DemoPerson | undefined {
  return useShell()?.info.demo
}
