import { setServerOrigin } from '../platform/server-origin.ts'
import { extensionBrowser } from './browser.ts'
import { originOf, readServer, type ServerAddress } from './server-address.ts'

const given = new URLSearchParams(globalThis.location?.search ?? '')

/** Whether this page is the popup of the toolbar, which has a size of its own. */
export const isPopup: boolean = given.has('popup')

let server: ServerAddress = { origin: undefined, isManaged: false }

/** Where the server is, as it was known when the page was opened. */
export function knownServer(): ServerAddress {
  return server
}

/** What the address of this page suggests for a server: for who is led here by a page of it. */
export function suggestedServer(): string {
  return originOf(given.get('server') ?? '') ?? ''
}

/** What has to be known before the first screen of the extension is drawn. */
export async function beginExtension(): Promise<void> {
  document.addEventListener('click', skip, { capture: true })
  server = await readServer(extensionBrowser())
  setServerOrigin(server.origin ?? '')
}

/** What stands behind the `#` is the place in the app: the link to the content moves the focus alone. */
function skip(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href="#main"]') : null
  if (link === null) return
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}
