import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { LoadedSuffixes } from '../platform/suffixes.ts'
import type { Shell } from '../shell/connect.ts'
import type { Live } from './live/live.ts'
import type { SessionStore } from './session-store.ts'

/** What the app runs on, for as long as its page is open. */
export interface Runtime {
  readonly keyholder: Keyholder
  readonly suffixes: LoadedSuffixes
  readonly shell: Shell | undefined
  readonly live: Live
  readonly session: SessionStore
}
