import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Known } from './context.ts'

/**
 * Answers are for programs: nothing in them is ever shown as a page, kept by a cache, or given to
 * the pages of other origins. The library's headers are the same for every answer, so they are made
 * once.
 */
const HEADERS: Readonly<Record<string, string>> = await fixedHeaders()

const JSON_TYPE = { 'content-type': 'application/json' }

/**
 * An answer with the headers that all have. They are given as a plain record: that is written as it
 * is, while headers that are set on a finished answer are copied and sorted first.
 *
 * @param more further headers, named in lower case
 */
export function respond(
  c: Context<Known>,
  body: string | ReadableStream<Uint8Array> | null,
  status: number,
  more: Readonly<Record<string, string>> = {},
): Response {
  const headers = { ...HEADERS, 'keyward-request': c.get('requestId'), ...more }
  return new Response(body, { status, headers })
}

/** A value as JSON. */
export function respondJson(
  c: Context<Known>,
  value: object,
  status: number,
  more: Readonly<Record<string, string>> = {},
): Response {
  return respond(c, JSON.stringify(value), status, { ...JSON_TYPE, ...more })
}

async function fixedHeaders(): Promise<Record<string, string>> {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      // Told by whoever ends TLS: a server on loopback must not be remembered as https.
      strictTransportSecurity: false,
    }),
  )
  app.get('/', (c) => c.body(null))
  const { headers } = await app.request('/')
  return { ...Object.fromEntries(headers), 'cache-control': 'no-store' }
}
