import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router'

type Place = RouterHistory['location']

/** As the router begins to count where an entry of the browser's history has no state yet. */
const FIRST = { __TSR_index: 0 } as Place['state']

/**
 * The places of the app behind the `#`: a page of the extension is one file. What stands in its query
 * is about the page, and no part of a place.
 *
 * @param first where a page begins that says nothing of it
 */
export function placesBehindHash(page: Window, first = '/'): RouterHistory {
  if (page.location.hash === '' && first !== '/')
    page.history.replaceState(page.history.state, '', `#${first}`)
  return createBrowserHistory({
    window: page,
    parseLocation: () => placeOf(page.location.hash.slice(1), page.history.state as Place['state']),
    createHref: (place) => `${page.location.pathname}${page.location.search}#${place}`,
  })
}

function placeOf(behind: string, state: Place['state'] | null): Place {
  const href = behind.startsWith('/') ? behind : '/'
  const at = href.indexOf('?')
  return {
    href,
    pathname: at === -1 ? href : href.slice(0, at),
    search: at === -1 ? '' : href.slice(at),
    hash: '',
    state: state ?? FIRST,
  }
}
