import { Hono } from 'hono'
import { Refusal } from '../errors.ts'
import { phoneAppPage } from '../pages/phone-app.ts'
import type { Visit } from '../visit.ts'

/** Perch as an app on the simulated phone: one page, which does the rest over the API. */
export function phoneAppRoutes(simulator: string): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.get('/', (c) => {
    const platform = c.req.query('platform')
    if (platform !== 'ios' && platform !== 'android') {
      throw new Refusal('invalid_request', 'The app is made for the platforms ios and android.')
    }
    c.header('Cache-Control', 'no-store')
    return c.html(phoneAppPage(platform, simulator))
  })
  return routes
}
