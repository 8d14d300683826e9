import type { Frame } from 'playwright-core'
import type { Place } from './places.ts'

/** Routes whose screens are looked at in a story of their own, not by their address alone. */
const IN_STORIES: ReadonlySet<string> = new Set([
  '/',
  '/create',
  '/join',
  '/kit',
  '/ready',
  '/sign-in',
  '/unlock',
  '/waiting',
])

/** Every address that the app's router knows, as patterns: "/accounts/$accountId". */
export function routesOf(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    // Where the router leaves itself for its own tools.
    const router = Reflect.get(globalThis, '__TSR_ROUTER__') as { routesByPath: object }
    return Object.keys(router.routesByPath)
  })
}

/** Where the links of the screen lead within the app. */
export function linksOf(frame: Frame): Promise<string[]> {
  return frame.evaluate(() =>
    Array.from(document.querySelectorAll('a'), (link) => new URL(link.href, location.href))
      .filter(({ origin }) => origin === location.origin)
      .map(({ pathname }) => pathname),
  )
}

/** The routes that nobody looks at. */
export function missedRoutes(routes: readonly string[], places: readonly Place[]): string[] {
  return routes.filter(
    (route) => !IN_STORIES.has(route) && !places.some(({ path }) => leadsTo(route, path)),
  )
}

/** The links to screens that nobody looks at. Accounts, collections and members are many, and each is alike. */
export function missedLinks(links: Iterable<string>, places: readonly Place[]): string[] {
  const alike = [
    '/accounts/$accountId',
    '/accounts/$accountId/edit',
    '/accounts/collections/$collectionId',
    '/members/$memberId',
  ]
  return [...new Set(links)].filter(
    (link) =>
      !IN_STORIES.has(link) &&
      !places.some(({ path }) => path === link) &&
      !alike.some((route) => leadsTo(route, link)),
  )
}

function leadsTo(route: string, path: string): boolean {
  const parts = route.split('/')
  const given = path.split('/')
  return (
    parts.length === given.length &&
    parts.every((part, nth) => part.startsWith('$') || part === given[nth])
  )
}
