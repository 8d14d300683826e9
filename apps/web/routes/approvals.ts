import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { unlockedRoute } from './parents.ts'

/** Children of `unlockedRoute`. */
export const approvalRoutes = [
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/approvals',
    component: lazyRouteComponent(
      () => import('../screens/approvals/approvals-screen.tsx'),
      'ApprovalsScreen',
    ),
  }),
] as const
