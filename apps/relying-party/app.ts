import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { assetRoutes } from './assets.ts'
import type { PerchConfig } from './config.ts'
import { Refusal } from './errors.ts'
import { headers } from './middleware/headers.ts'
import { ownHost } from './middleware/host.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import type { Perch } from './perch.ts'
import { apiRoutes } from './routes/api.ts'
import { ceremonyRoutes } from './routes/ceremonies.ts'
import { answerError, answerNotFound } from './routes/errors.ts'
import { homeRoutes } from './routes/home.ts'
import { loginSettingsRoutes } from './routes/login-settings.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { phoneAppRoutes } from './routes/phone-app.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { signUpRoutes } from './routes/sign-up.ts'
import { verifiedRoutes } from './routes/verified.ts'
import type { Store } from './store/open.ts'
import { makeThrottle } from './throttle.ts'
import { type Visit, knowVisitor } from './visit.ts'
import { wellKnownRoutes } from './well-known.ts'

const largestBody = 64 * 1024

/** The whole of Perch as a function from requests to answers; it listens nowhere. */
export function createPerch(
  config: PerchConfig,
  store: Store,
  now: () => number = Date.now,
): Hono<Visit> {
  const perch: Perch = { config, store, now, throttle: makeThrottle(now) }
  const app = new Hono<Visit>()
  app.onError((error, c) => answerError(perch, c, error))
  app.notFound((c) => answerNotFound(perch, c))
  app.use(headers(config), ownHost(perch), sameOrigin())
  app.use(bodyLimit({ maxSize: largestBody, onError: refuseLargeBody }))
  app.route('/.well-known', wellKnownRoutes(perch))
  app.route('/', assetRoutes())
  app.use(knowVisitor(perch))
  app.route('/api', apiRoutes(perch))
  app.route('/api', ceremonyRoutes(perch))
  app.route('/', homeRoutes(perch))
  app.route('/', signUpRoutes(perch))
  app.route('/', signInRoutes(perch))
  app.route('/', verifiedRoutes(perch))
  if (config.simulator !== undefined) app.route('/app', phoneAppRoutes(config.simulator))
  app.route('/settings/login', loginSettingsRoutes(perch))
  app.route('/settings/login/passkeys', passkeyRoutes(perch))
  return app
}

function refuseLargeBody(): never {
  throw new Refusal('too_large', 'This request is larger than 64 kB. Nothing was done.')
}
