import type { ExtensionBrowser } from './browser.ts'
import { readPolicy, textsOf } from './policy.ts'

type Storage = Pick<ExtensionBrowser, 'storage'>

/** Hosts that are left to the browser, each for itself alone. */
export interface NeverHosts {
  readonly hosts: readonly string[]
  /** The organisation has set the list: nobody changes it here. */
  readonly isManaged: boolean
}

const NAME = 'keyward.never'

export async function readNeverHosts(browser: Storage): Promise<NeverHosts> {
  const { neverHosts } = await readPolicy(browser)
  if (neverHosts !== undefined) return { hosts: neverHosts, isManaged: true }
  return { hosts: await ownHosts(browser), isManaged: false }
}

/** Leaves a host to the browser, or takes it back. */
export async function setNever(browser: Storage, host: string, isNever: boolean): Promise<void> {
  const others = (await ownHosts(browser)).filter((one) => one !== host)
  const hosts = isNever ? [...others, host].toSorted() : others
  await browser.storage.local.set({ [NAME]: hosts })
}

async function ownHosts({ storage }: Storage): Promise<readonly string[]> {
  return textsOf((await storage.local.get(NAME))[NAME])
}

/** How Keyward stands to one page. */
export type Site =
  /** A page on which nobody asks for passkeys. */
  | { readonly kind: 'none' | 'switched-off' }
  /** `restricted`: the browser keeps all extensions out; `managed`: the organisation has set it. */
  | { readonly kind: 'restricted' | 'managed' | 'on' | 'off'; readonly host: string }

/** Pages on which browsers let no extension work. */
const RESTRICTED: ReadonlySet<string> = new Set([
  'accounts.firefox.com',
  'addons.mozilla.org',
  'chrome.google.com',
  'chromewebstore.google.com',
])

/** How Keyward stands to the page in front, on which the popup was opened. */
export async function readSite(browser: ExtensionBrowser): Promise<Site> {
  const [host, never, { passkeys }] = await Promise.all([
    activeHost(browser),
    readNeverHosts(browser),
    readPolicy(browser),
  ])
  if (passkeys === 'off') return { kind: 'switched-off' }
  if (host === undefined) return { kind: 'none' }
  if (RESTRICTED.has(host)) return { kind: 'restricted', host }
  const isNever = never.hosts.includes(host)
  if (isNever && never.isManaged) return { kind: 'managed', host }
  return { kind: isNever ? 'off' : 'on', host }
}

/** undefined where the page in front has no host, as the pages of a browser have none. */
async function activeHost({ tabs }: Pick<ExtensionBrowser, 'tabs'>): Promise<string | undefined> {
  const [tab] = await tabs.query({ active: true, currentWindow: true })
  const url = tab?.url === undefined ? null : URL.parse(tab.url)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return isWeb && url.hostname !== '' ? url.hostname : undefined
}
