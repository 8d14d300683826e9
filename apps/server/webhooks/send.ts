import { request, type RequestOptions } from 'node:https'
import { isPublicUrl, publicLookup } from '../directory/fetch-public.ts'

/** For everything together, in milliseconds. */
const TIMEOUT = 10_000

export interface Sent {
  readonly isDelivered: boolean
  /** The status, or a word: `address`, `timeout`, `unreachable`, `stopped`. */
  readonly status: string
}

/**
 * Posts JSON over https to a public address; an answer of 200 to 299 says that it was taken, and
 * nothing else of the answer is read. Redirects are not followed. Never throws.
 */
export type SendWebhook = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal?: AbortSignal,
) => Promise<Sent>

/** Over the machine's own network. @param options other ones of the connection, for tests */
export function makeSendWebhook(options: RequestOptions = {}): SendWebhook {
  return (address, headers, body, signal) =>
    new Promise((resolve) => {
      if (!isPublicAddressOf(address)) return resolve({ isDelivered: false, status: 'address' })
      const late = AbortSignal.timeout(TIMEOUT)
      const asked = request(new URL(address), {
        method: 'POST',
        lookup: publicLookup(),
        agent: false,
        signal: signal === undefined ? late : AbortSignal.any([signal, late]),
        headers: { ...headers, 'user-agent': 'Keyward', 'content-length': Buffer.byteLength(body) },
        ...options,
      })
      asked.on('error', () => {
        const reason = late.aborted ? 'timeout' : 'unreachable'
        resolve({ isDelivered: false, status: signal?.aborted === true ? 'stopped' : reason })
      })
      asked.on('response', ({ statusCode = 0 }) => {
        resolve({ isDelivered: statusCode >= 200 && statusCode < 300, status: String(statusCode) })
        asked.destroy()
      })
      asked.end(body)
    })
}

/** Whether it is an address that entries may be sent to, as far as its text tells. */
export function isPublicAddressOf(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url !== undefined && isPublicUrl(url)
}
