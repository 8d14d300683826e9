import type { Settings } from './settings.ts'

type Script = chrome.scripting.RegisteredContentScript
type Scripting = Pick<
  typeof chrome.scripting,
  'getRegisteredContentScripts' | 'registerContentScripts' | 'unregisterContentScripts'
>

/** Where passkeys can be at all. */
const MATCHES = ['https://*/*', 'http://localhost/*', 'http://*.localhost/*']
const HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/

/**
 * The scripts that belong into pages now: none while nobody is signed in or passkeys are off, none
 * for hosts that are left to the browser. There a page finds the browser's own functions.
 */
export function wantedScripts({ isMember, passkeys, neverHosts }: Settings): Script[] {
  if (!isMember || passkeys === 'off') return []
  const excludeMatches = neverHosts.filter((host) => HOST.test(host)).map((host) => `*://${host}/*`)
  const shared = {
    matches: MATCHES,
    ...(excludeMatches.length === 0 ? {} : { excludeMatches }),
    allFrames: true,
    // Also frames without an address of their own, made by such pages.
    matchOriginAsFallback: true,
    runAt: 'document_start',
    persistAcrossSessions: true,
  } as const
  return [
    { ...shared, id: 'content', js: ['content.js'], world: 'ISOLATED' },
    { ...shared, id: 'page', js: ['page.js'], world: 'MAIN' },
  ]
}

/** Registers what is wanted, unless it is registered already: then no page is missed in between. */
export async function registerScripts(scripting: Scripting, settings: Settings): Promise<void> {
  const wanted = wantedScripts(settings)
  const there = await scripting.getRegisteredContentScripts()
  if (summaryOf(there) === summaryOf(wanted)) return
  if (there.length > 0) await scripting.unregisterContentScripts()
  if (wanted.length > 0) await scripting.registerContentScripts(wanted)
}

function summaryOf(scripts: readonly Script[]): string {
  const parts = scripts.map(({ id, matches = [], excludeMatches = [] }) =>
    JSON.stringify([id, matches.toSorted(), excludeMatches.toSorted()]),
  )
  return parts.toSorted().join('\n')
}
