import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { HelpSearch } from '../screens/help/search.ts'
import { openRoute, unlockedRoute } from './parents.ts'

const help = lazyRouteComponent(() => import('../screens/help/help-screen.tsx'), 'HelpScreen')

const validateSearch = ({ ask }: Record<string, unknown>): HelpSearch =>
  typeof ask === 'string' || typeof ask === 'number' ? { ask: String(ask) } : {}

/** Pages that anybody may read, unlocked or not: children of `openRoute`. */
export const helpOpenRoutes = [
  createRoute({
    getParentRoute: () => openRoute,
    path: '/help',
    validateSearch,
    component: help,
  }),
  createRoute({
    getParentRoute: () => openRoute,
    path: '/help/$page',
    validateSearch,
    component: help,
  }),
] as const

/** Those of an unlocked member: children of `unlockedRoute`. */
export const helpRoutes = [
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/directory',
    component: lazyRouteComponent(
      () => import('../screens/directory/directory-screen.tsx'),
      'DirectoryScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/directory/report',
    component: lazyRouteComponent(
      () => import('../screens/directory/report-screen.tsx'),
      'ReportScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => unlockedRoute,
    path: '/directory/reports',
    component: lazyRouteComponent(
      () => import('../screens/directory/reports-screen.tsx'),
      'ReportsScreen',
    ),
  }),
] as const
