import { ChannelError, type Params, type ShellPort } from '@keyward/channel'
import { decodeBase64url, encodeBase64url, encodeUtf8 } from '@keyward/codec'

type ServerMethod = Params<'net.server'>['method']

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

/**
 * `fetch` through the shell, which alone reaches the workspace's server. Bodies are texts. Answers
 * come whole, so that streams have to be done without; `signal` ends the waiting, not the request.
 *
 * Rejects as `fetch` does: with a TypeError when the server can't be reached, with the signal's
 * reason when that fires, with a TypeError for what no shell takes.
 */
export function shellFetch(port: Pick<ShellPort, 'call'>): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { signal } = init
    signal?.throwIfAborted()
    const asked = port.call('net.server', paramsOf(input, init)).catch((error: unknown) => {
      throw error instanceof ChannelError ? asNetworkError(error) : error
    })
    const { status, headers, body } = await orAborted(asked, signal ?? undefined)
    const bytes =
      body === undefined || BODILESS.has(status) ? null : new Uint8Array(decodeBase64url(body))
    return new Response(bytes, { status, headers })
  }
}

function paramsOf(input: RequestInfo | URL, init: RequestInit): Params<'net.server'> {
  if (input instanceof Request) throw new TypeError('Give the address and the options apart.')
  const { pathname, search } = new URL(input)
  const { body } = init
  if (body !== undefined && body !== null && typeof body !== 'string')
    throw new TypeError('A request through the shell has a text, or nothing.')
  const sent = typeof body === 'string' ? { body: encodeBase64url(encodeUtf8(body)) } : {}
  return {
    method: methodOf(init.method ?? 'GET'),
    path: pathname + search,
    headers: Object.fromEntries(new Headers(init.headers)),
    ...sent,
  }
}

function methodOf(name: string): ServerMethod {
  const method = name.toUpperCase()
  if (METHODS.has(method)) return method as ServerMethod
  throw new TypeError(`A shell sends no ${method}.`)
}

function asNetworkError(error: ChannelError): TypeError {
  return new TypeError('The server can not be reached through the shell.', { cause: error })
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
