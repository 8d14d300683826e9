import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Pages of several origins on one port, by what comes after the origin. */
export interface Pages {
  /** `http://NAME.localhost:PORT`. */
  readonly origin: (name: string) => string
  readonly close: () => Promise<void>
}

const HTML = { 'content-type': 'text/html' }

/** Frames of every kind that a page may hold: named, so that a test finds each. */
function framed(origin: (name: string) => string): string {
  return `<h1>Frames</h1>
<iframe name="same" src="/blank"></iframe>
<iframe name="allowed" allow="publickey-credentials-get" src="${origin('other')}/blank"></iframe>
<iframe name="refused" src="${origin('third')}/blank"></iframe>
<iframe name="sandboxed" sandbox="allow-scripts" src="/sandboxed"></iframe>
<iframe name="kept" sandbox="allow-scripts allow-same-origin" src="/blank?kept"></iframe>
<iframe name="written" srcdoc="<p>written"></iframe>
<iframe name="empty"></iframe>
<iframe name="data" src="data:text/html,<p>data"></iframe>`
}

export async function servePages(): Promise<Pages> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const policy = pathname === '/csp' ? { 'content-security-policy': 'sandbox allow-scripts' } : {}
    const denied =
      pathname === '/denied' ? { 'permissions-policy': 'publickey-credentials-get=()' } : {}
    response.writeHead(200, { ...HTML, ...policy, ...denied })
    response.end(pathname === '/frames' ? framed(origin) : '<p>A page')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const origin = (name: string): string => `http://${name}.localhost:${port}`
  return {
    origin,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
