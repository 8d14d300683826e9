import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { unlockedRoute } from './parents.ts'

/** Children of `unlockedRoute`. */
export const memberRoutes = [
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/members',
    component: lazyRouteComponent(
      () => import('../screens/members/members-screen.tsx'),
      'MembersScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/members/invite',
    component: lazyRouteComponent(
      () => import('../screens/members/invite-screen.tsx'),
      'InviteScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/members/$memberId',
    component: lazyRouteComponent(
      () => import('../screens/members/member-screen.tsx'),
      'MemberScreen',
    ),
  }),
]
