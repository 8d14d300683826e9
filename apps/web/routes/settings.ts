import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { unlockedRoute } from './parents.ts'

const layout = () => import('../screens/settings/settings-layout.tsx')

const settingsRoute = createRoute({
  getParentRoute: () => unlockedRoute,
  path: '/settings',
  component: lazyRouteComponent(layout, 'SettingsLayout'),
})

/** The list of settings, with the page that was chosen beside it where there is room. */
export const settingsRoutes = [
  settingsRoute.addChildren([
    createRoute({
      getParentRoute: () => settingsRoute,
      path: '/',
      component: lazyRouteComponent(layout, 'NoSetting'),
    }),
    createRoute({
      getParentRoute: () => settingsRoute,
      path: '$page',
      component: lazyRouteComponent(
        () => import('../screens/settings/settings-page.tsx'),
        'SettingsPage',
      ),
    }),
  ]),
]
