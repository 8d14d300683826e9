import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { openRoute } from './parents.ts'

export const unlockRoutes = [
  createRoute({
    getParentRoute: () => openRoute,
    path: '/unlock',
    component: lazyRouteComponent(
      () => import('../screens/unlock/unlock-screen.tsx'),
      'UnlockScreen',
    ),
  }),
]
