import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Opening } from '../app/parts/opening.tsx'
import { WelcomeScreen } from '../screens/first-run/welcome-screen.tsx'
import { bareRoute, openRoute, rootRoute } from './parents.ts'

/** The first screen of all: loaded with the app, and shown before the keyholder is open. */
export const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  pendingComponent: Opening,
  component:
    import.meta.env.MODE === 'extension'
      ? lazyRouteComponent(() => import('../screens/extension/server-screen.tsx'), 'ServerScreen')
      : WelcomeScreen,
})

export const firstRunRoutes = [
  createRoute({
    getParentRoute: () => openRoute,
    path: '/create',
    component: lazyRouteComponent(
      () => import('../screens/first-run/create-screen.tsx'),
      'CreateScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => openRoute,
    path: '/join',
    component: lazyRouteComponent(
      () => import('../screens/first-run/join-screen.tsx'),
      'JoinScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => openRoute,
    path: '/sign-in',
    component: lazyRouteComponent(
      () => import('../screens/first-run/sign-in-screen.tsx'),
      'SignInScreen',
    ),
  }),
]

export const firstRunBareRoutes = [
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/waiting',
    component: lazyRouteComponent(
      () => import('../screens/first-run/waiting-screen.tsx'),
      'WaitingScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/kit',
    component: lazyRouteComponent(() => import('../screens/first-run/kit-screen.tsx'), 'KitScreen'),
  }),
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/ready',
    component: lazyRouteComponent(
      () => import('../screens/first-run/ready-screen.tsx'),
      'ReadyScreen',
    ),
  }),
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/approve',
    component: lazyRouteComponent(
      () => import('../screens/first-run/approve-screen.tsx'),
      'ApproveScreen',
    ),
  }),
]
