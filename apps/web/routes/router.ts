import { createRouter } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { wasKnown } from '../app/start.ts'
import { placesBehindHash } from '../extension/history.ts'
import { accountRoutes } from './accounts.ts'
import { activityRoutes } from './activity.ts'
import { approvalRoutes } from './approvals.ts'
import { firstRunBareRoutes, firstRunRoutes, welcomeRoute } from './first-run.ts'
import { helpOpenRoutes, helpRoutes } from './help.ts'
import { memberRoutes } from './members.ts'
import { bareRoute, openRoute, rootRoute, unlockedRoute } from './parents.ts'
import { settingsRoutes } from './settings.ts'
import { unlockRoutes } from './unlock.ts'

const tree = rootRoute.addChildren([
  welcomeRoute,
  openRoute.addChildren([
    ...firstRunRoutes,
    ...unlockRoutes,
    ...helpOpenRoutes,
    bareRoute.addChildren([...firstRunBareRoutes]),
    unlockedRoute.addChildren([
      ...accountRoutes,
      ...activityRoutes,
      ...approvalRoutes,
      ...settingsRoutes,
      ...memberRoutes,
      ...helpRoutes,
    ]),
  ]),
])

/** Every screen by its address. A screen's code is loaded when it is first shown. */
export const router = createRouter({
  routeTree: tree,
  // A page of the extension is a file, which has one address.
  ...(import.meta.env.MODE === 'extension'
    ? { history: placesBehindHash(window, wasKnown() ? paths.accounts : paths.welcome) }
    : {}),
  defaultPreload: 'intent',
  scrollRestoration: false,
})
