import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { SiteConfig } from '../config/site.ts'
import type { Log } from '../http/deps.ts'
import { helpRoutes } from '../help/routes.ts'
import { logUnexpected } from '../http/answer.ts'
import { headers, type Shown } from './headers.ts'
import { NO_APP, type Pages, showPage } from './page.ts'

export interface SiteDeps extends SiteConfig {
  readonly log: Log
}

const A_YEAR = 'public, max-age=31536000, immutable'

/**
 * What a browser gets that opens the server's address: the web app, its files, and the help pages.
 * Every path that is no file shows the app, which knows the rest itself.
 */
export function createSite({ web, help, simulator, log }: SiteDeps): Hono<Shown> {
  const app = new Hono<Shown>()
  app.onError((error, c) => {
    logUnexpected(log, 'site', error)
    return c.text('The server failed to read this page. Reload it in a moment.\n', 500)
  })
  app.notFound((c) => c.text('There is nothing here.\n', 404, { 'Cache-Control': 'no-store' }))
  app.use(headers(simulator))
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    return c.text('Pages are only read.\n', 405, { Allow: 'GET, HEAD' })
  })
  app.get('/demonstration.json', (c) =>
    simulator === null
      ? c.notFound()
      : c.json({ phone: simulator }, 200, { 'Cache-Control': 'no-store' }),
  )
  app.route('/help/', helpRoutes(help))
  if (web === null) app.get('/', (c) => c.html(NO_APP, 200, { 'Cache-Control': 'no-cache' }))
  else mountApp(app, { folder: web, simulator })
  return app
}

function mountApp(app: Hono<Shown>, pages: Pages): void {
  const index = (c: Context<Shown>) => showPage(c, pages, 'index.html')
  const provider = (c: Context<Shown>) => showPage(c, pages, 'provider.html')
  for (const path of ['/', '/index.html']) app.get(path, index)
  for (const path of ['/provider', '/provider.html']) app.get(path, provider)
  app.use(etag(), caching)
  app.use(serveStatic({ root: pages.folder, precompressed: true }))
  app.get('*', (c) => (isFileName(c.req.path) ? c.notFound() : index(c)))
}

/** Files of `assets/` have a hash of their content in their names, so they never change. */
const caching: Parameters<Hono<Shown>['use']>[1] = async (c, next) => {
  await next()
  if (c.res.status >= 400 || c.res.headers.has('Cache-Control')) return
  c.header('Cache-Control', c.req.path.startsWith('/assets/') ? A_YEAR : 'no-cache')
}

/** A missing file is told as missing: the app in the place of a script would only puzzle. */
function isFileName(path: string): boolean {
  return path.startsWith('/assets/') || path.slice(path.lastIndexOf('/')).includes('.')
}
