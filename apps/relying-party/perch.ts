import type { PerchConfig } from './config.ts'
import type { Store } from './store/open.ts'
import type { Throttle } from './throttle.ts'

/** What every part of the app is handed. */
export type Perch = {
  config: PerchConfig
  store: Store
  /** Milliseconds since 1970. */
  now: () => number
  throttle: Throttle
}
