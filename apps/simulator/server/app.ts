import { existsSync, readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { SimulatorSettings } from './config.ts'
import { SimulatorError, type SimulatorRule } from './error.ts'
import { fileRoutes } from './files.ts'
import { headers } from './headers.ts'
import { readAssetLinks } from './relay/asset-links.ts'
import { parseServerRequest, relayToKeyward } from './relay/keyward.ts'
import type { Send } from './relay/send.ts'

/** A request of at most 256 kB, as JSON around base64url. */
const LARGEST_BODY = 384 * 1024

const STATUSES: Readonly<Record<SimulatorRule, 400 | 413 | 500 | 502 | 504>> = {
  'config.invalid': 500,
  'relay.refused': 400,
  'relay.timeout': 504,
  'relay.too-large': 413,
  'relay.unreachable': 502,
}

export interface SimulatorPorts {
  readonly send: Send
  /** The folder of the built page. */
  readonly folder: string
  /** The one origin that it answers under. */
  readonly origin: string
}

/**
 * The simulator's server as a function from requests to answers: the page, what the page has to know,
 * and the phone's network. It answers under its own name alone, and to its own page alone.
 */
export function createSimulator(settings: SimulatorSettings, ports: SimulatorPorts): Hono {
  const app = new Hono()
  app.onError(answerError)
  app.notFound((c) => c.json({ error: { message: 'There is nothing at this address.' } }, 404))
  app.use(headers(settings))
  app.use(async (c, next) => {
    const { host, pathname, search } = new URL(c.req.url)
    if (host === new URL(ports.origin).host) return next()
    if (c.req.method === 'GET') return c.redirect(ports.origin + pathname + search, 302)
    throw new SimulatorError('relay.refused', `The simulator answers at ${ports.origin}.`)
  })
  app.get('/config.json', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ keyward: settings.keyward, perch: settings.perch })
  })
  app.get('/demo.json', (c) => {
    // Whoever makes the demonstration may do so after the simulator was started.
    c.header('Cache-Control', 'no-store')
    if (settings.demo === undefined) return c.json({ people: [] })
    if (!existsSync(settings.demo)) return c.json({ people: [], isPending: true })
    return c.body(readFileSync(settings.demo, 'utf8'), 200, { 'Content-Type': 'application/json' })
  })
  app.route('/system', systemRoutes(settings, ports))
  app.route('/', fileRoutes(ports.folder))
  return app
}

/** The phone's network, for the page alone: pages of other sites are told apart by the browser. */
function systemRoutes(settings: SimulatorSettings, { send }: SimulatorPorts): Hono {
  const routes = new Hono()
  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    if (c.req.header('sec-fetch-site') === 'same-origin') return next()
    throw new SimulatorError('relay.refused', 'Only the phone’s own page may use its network.')
  })
  routes.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new SimulatorError('relay.too-large', 'This request is larger than 256 kB.')
      },
    }),
  )
  routes.post('/server', async (c) => {
    const request = parseServerRequest(await c.req.json().catch(() => undefined))
    return c.json(await relayToKeyward(settings.keyward, request, send))
  })
  routes.get('/asset-links', async (c) =>
    c.json(await readAssetLinks(c.req.query('rpId') ?? '', settings.apps, send)),
  )
  return routes
}

function answerError(error: Error, c: Context): Response {
  if (error instanceof SimulatorError) {
    const { rule: code, message } = error
    return c.json({ error: { code, message } }, STATUSES[code])
  }
  process.stderr.write(`${error.stack ?? error.message}\n`)
  return c.json({ error: { code: 'internal', message: 'The simulator made a mistake.' } }, 500)
}
