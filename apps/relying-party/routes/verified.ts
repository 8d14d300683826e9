import { Hono } from 'hono'
import { verifiedPage } from '../pages/verified.ts'
import type { Perch } from '../perch.ts'
import type { Visit } from '../visit.ts'
import { show } from './show.ts'

export function verifiedRoutes(perch: Perch): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.get('/verified', (c) =>
    show(perch, c, verifiedPage(c.get('session')?.report, c.get('user') !== undefined)),
  )
  return routes
}
