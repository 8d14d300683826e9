import type { PrivilegedList } from './privileged.ts'
import list from './privileged-browsers.json' with { type: 'json' }

/** The list of this version: facts about browsers that are known, package and certificate. */
export const privilegedBrowsers: PrivilegedList = { ...list, v: 1 }
