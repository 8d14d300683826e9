import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { ActivitySearch } from '../screens/activity/search.ts'
import { unlockedRoute } from './parents.ts'

/** Children of `unlockedRoute`. */
export const activityRoutes = [
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/activity',
    validateSearch: (search: Record<string, unknown>): ActivitySearch => ({
      ...text('member', search),
      ...text('account', search),
      ...text('event', search),
      ...text('after', search),
      ...text('before', search),
    }),
    component: lazyRouteComponent(
      () => import('../screens/activity/activity-screen.tsx'),
      'ActivityScreen',
    ),
  }),
]

function text<N extends string>(name: N, search: Record<string, unknown>): { [K in N]?: string } {
  const value = search[name]
  // An id of digits alone is read as a number.
  const given = typeof value === 'number' ? String(value) : value
  return typeof given === 'string' && given !== ''
    ? ({ [name]: given } as { [K in N]: string })
    : {}
}
