import type { PasskeyPort } from '@keyward/keyholder/session'
import type { Place } from '../platform/open-keyholder.ts'
import { browserPasskeys } from '../platform/passkeys.ts'
import type { ExtensionBrowser } from './browser.ts'
import { wellKnownFetch } from './fetch-well-known.ts'
import { remembered } from './own-passkeys.ts'

const fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request)

/** What a page of the extension opens its keyholder with. */
export function extensionPlace({ runtime }: Pick<ExtensionBrowser, 'runtime'>): Place {
  return {
    device: undefined,
    fetch,
    session: {},
    passkeys: passkeysOf(runtime.id),
    fetchWellKnown: wellKnownFetch(fetch),
  }
}

/** The extension's own passkeys have its id, which is its host, for their RP ID. Firefox has none here. */
function passkeysOf(id: string): PasskeyPort | undefined {
  if (globalThis.location?.protocol !== 'chrome-extension:') return undefined
  return remembered(browserPasskeys(navigator.credentials, id))
}
