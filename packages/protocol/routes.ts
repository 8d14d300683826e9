import type { z } from 'zod'
import { accountsRoutes } from './routes/accounts.ts'
import { appsRoutes } from './routes/apps.ts'
import { dealsRoutes } from './routes/deals.ts'
import { joiningRoutes } from './routes/joining.ts'
import { membershipRoutes } from './routes/membership.ts'
import type { Route } from './routes/route.ts'
import { sessionsRoutes } from './routes/sessions.ts'
import { webhooksRoutes } from './routes/webhooks.ts'

export { COMMON_REFUSALS, type Route, type RouteAuth } from './routes/route.ts'

/** Every route there is, by name. The order is that of the documentation. */
export const ROUTES = {
  ...joiningRoutes,
  ...sessionsRoutes,
  ...membershipRoutes,
  ...accountsRoutes,
  ...dealsRoutes,
  ...appsRoutes,
  ...webhooksRoutes,
} satisfies Readonly<Record<string, Route>>

export type RouteName = keyof typeof ROUTES
export type RouteRequest<N extends RouteName> = (typeof ROUTES)[N]['request'] extends z.ZodType
  ? z.input<NonNullable<(typeof ROUTES)[N]['request']>>
  : undefined
export type RouteAnswer<N extends RouteName> = z.output<(typeof ROUTES)[N]['answer']>
