import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { Root } from '../app/root.tsx'
import { Opening } from '../app/parts/opening.tsx'
import { NotFound } from '../app/parts/not-found.tsx'

/** What every address may carry: which simulated phone the page belongs to. */
export interface RootSearch {
  readonly device?: string
  readonly as?: string
}

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): RootSearch => ({
    ...search,
    ...(typeof search['device'] === 'string' ? { device: search['device'] } : {}),
    ...(typeof search['as'] === 'string' ? { as: search['as'] } : {}),
  }),
  // A frame that loads again has to come back to the same phone's data.
  search: { middlewares: [retainSearchParams(['device', 'as'])] },
})

const layouts = () => import('../app/layouts.tsx')

/** Parent of screens for anybody: the keyholder is there, unlocked or not. */
export const openRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'open',
  pendingComponent: Opening,
  component: lazyRouteComponent(layouts, 'OpenLayout'),
})

/** Parent of screens of an unlocked and admitted member, inside the frame. */
export const unlockedRoute = createRoute({
  getParentRoute: () => openRoute,
  id: 'unlocked',
  component: lazyRouteComponent(layouts, 'UnlockedLayout'),
})

/** Parent of screens of an unlocked member without the frame. */
export const bareRoute = createRoute({
  getParentRoute: () => openRoute,
  id: 'bare',
  component: lazyRouteComponent(layouts, 'BareLayout'),
})
