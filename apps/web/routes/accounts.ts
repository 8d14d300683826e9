import { createRoute, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router'
import { unlockedRoute } from './parents.ts'

/** Which accounts the list shows; it stays while accounts are opened. */
interface AccountsSearch {
  readonly show?: string
}

const accountsRoute = createRoute({
  getParentRoute: () => unlockedRoute,
  path: '/accounts',
  validateSearch: (search: Record<string, unknown>): AccountsSearch =>
    typeof search['show'] === 'string' ? { show: search['show'] } : {},
  search: { middlewares: [retainSearchParams<AccountsSearch>(['show'])] },
  component: lazyRouteComponent(
    () => import('../screens/accounts/accounts-layout.tsx'),
    'AccountsLayout',
  ),
})

/** The accounts: children of `unlockedRoute`. */
export const accountRoutes = [
  accountsRoute.addChildren([
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/',
      component: lazyRouteComponent(
        () => import('../screens/accounts/no-account.tsx'),
        'NoAccount',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/new',
      component: lazyRouteComponent(
        () => import('../screens/accounts/form/new-account.tsx'),
        'NewAccount',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/deleted',
      component: lazyRouteComponent(
        () => import('../screens/accounts/deleted-accounts.tsx'),
        'DeletedAccounts',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/collections',
      component: lazyRouteComponent(
        () => import('../screens/collections/collections-screen.tsx'),
        'CollectionsScreen',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/collections/$collectionId',
      component: lazyRouteComponent(
        () => import('../screens/collections/collection-route.tsx'),
        'CollectionRoute',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/$accountId',
      component: lazyRouteComponent(
        () => import('../screens/accounts/page/account-route.tsx'),
        'AccountRoute',
      ),
    }),
    createRoute({
      getParentRoute: () => accountsRoute,
      path: '/$accountId/edit',
      component: lazyRouteComponent(
        () => import('../screens/accounts/form/edit-account.tsx'),
        'EditAccount',
      ),
    }),
  ]),
] as const
