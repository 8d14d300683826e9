import { PROTOCOL_VERSION } from '@keyward/protocol'
import { type Route, type RouteName, ROUTES } from '@keyward/protocol/routes'
import type { CallOptions, CallName } from './port.ts'
import type { Prover } from './proof.ts'

/** One attempt's request: every attempt has a proof of its own. */
export async function makeRequest(
  origin: string,
  prover: Prover,
  name: RouteName,
  options: Omit<CallOptions<CallName>, 'body' | 'signal'> & { readonly body?: unknown },
): Promise<{ readonly url: string; readonly init: RequestInit }> {
  const route: Route = ROUTES[name]
  const { params = {}, token } = options
  const target = origin + pathOf(route.path, params)
  const headers = new Headers({ 'Keyward-Protocol': String(PROTOCOL_VERSION) })
  if (route.auth !== 'open') headers.set('DPoP', await prover.prove(route.method, target, token))
  if (token !== undefined) headers.set('Authorization', `DPoP ${token}`)
  if (options.idempotencyKey !== undefined) headers.set('Idempotency-Key', options.idempotencyKey)
  const init: RequestInit = {
    method: route.method,
    headers,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
  }
  // A POST without members still is JSON.
  if (route.request !== null) {
    headers.set('Content-Type', 'application/json')
    init.body = JSON.stringify(options.body)
  }
  return { url: target + queryOf(options.query ?? {}), init }
}

function pathOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new TypeError(`The path needs ${name}.`)
    return encodeURIComponent(value)
  })
}

function queryOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  if (given.length === 0) return ''
  const pairs = given.map(([name, value]): [string, string] => [name, String(value)])
  return `?${new URLSearchParams(pairs)}`
}
