import type { ExtensionBrowser } from './browser.ts'
import { readPolicy } from './policy.ts'

/** Where the workspace's server is, and whether the person may change it. */
export interface ServerAddress {
  /** An origin; undefined until somebody has given one. */
  readonly origin: string | undefined
  /** The organisation has set it. */
  readonly isManaged: boolean
}

const NAME = 'keyward.server'

/** The organisation's word goes before the person's. */
export async function readServer(
  browser: Pick<ExtensionBrowser, 'storage'>,
): Promise<ServerAddress> {
  const { serverUrl = '' } = await readPolicy(browser)
  const managed = originOf(serverUrl)
  if (managed !== undefined) return { origin: managed, isManaged: true }
  const kept = (await browser.storage.local.get(NAME))[NAME]
  return { origin: typeof kept === 'string' ? originOf(kept) : undefined, isManaged: false }
}

export async function keepServer(
  { storage }: Pick<ExtensionBrowser, 'storage'>,
  origin: string,
): Promise<void> {
  await storage.local.set({ [NAME]: origin })
}

/**
 * The origin that an address means as people type it: `keyward.acme.example` is https. Undefined for
 * what is no address, and for http anywhere but on this machine.
 */
export function originOf(typed: string): string | undefined {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z+.-]*:\/\//i.test(text)
  const url = URL.parse(hasScheme ? text : `https://${text}`)
  if (url === null || text === '' || url.username !== '' || url.password !== '') return undefined
  const isLocal = url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
  return isSafe && url.hostname !== '' ? url.origin : undefined
}
