import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { MetricsAccess } from '../config/files.ts'
import type { Store } from '../store/store.ts'
import type { Metrics } from './metrics.ts'
import { isFromHere } from './remote-address.ts'

const READY_TIMEOUT_MS = 2000

export interface OpsDeps {
  readonly store: Pick<Store, 'isReady'>
  readonly metrics: Metrics
  readonly access: MetricsAccess
  readonly isStopping: () => boolean
}

/**
 * For those who watch the server: `/healthz` (the process lives), `/readyz` (it takes requests and
 * the store answers), `/metrics` (for Prometheus; to those without the right there is none).
 */
export function opsRoutes({ store, metrics, access, isStopping }: OpsDeps) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
  })
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    if (isStopping()) return c.text('stopping\n', 503)
    return (await answers(store)) ? c.text('ok\n') : c.text('the store does not answer\n', 503)
  })
  app.get('/metrics', async (c) => {
    if (!mayRead(access, c.env.incoming)) return c.notFound()
    return c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
  })
  return app
}

/** Whether these routes answer a path. */
export function isOpsPath(path: string): boolean {
  return path === '/healthz' || path === '/readyz' || path === '/metrics'
}

async function answers(store: OpsDeps['store']): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_TIMEOUT_MS)
  })
  try {
    return await Promise.race([store.isReady(), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

function mayRead(access: MetricsAccess, incoming: HttpBindings['incoming']): boolean {
  if (access === null) return false
  if (access === 'loopback') return isFromHere(incoming)
  const given = /^Bearer +(\S+)$/i.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(hash(given), hash(access.reveal()))
}

/** Both of one length, so that comparing them tells nothing about either. */
function hash(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
