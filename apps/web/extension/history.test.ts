import { expect, test } from 'vitest'
import { placesBehindHash } from './history.ts'

/** A page of the extension at this address. */
function pageAt(hash: string): Window {
  const page = {
    location: { hash, pathname: '/app/index.html', search: '?popup' },
    history: { state: null, replaceState: () => undefined, pushState: () => undefined },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }
  return page as unknown as Window
}

test.each([
  ['', '/', ''],
  ['#', '/', ''],
  ['#main', '/', ''],
  ['#/accounts', '/accounts', ''],
  ['#/accounts?show=shared', '/accounts', '?show=shared'],
])(
  'behind %j stands the place %s%s, whatever the query of the page is',
  (hash, pathname, search) => {
    const { location } = placesBehindHash(pageAt(hash))
    expect(location).toMatchObject({ pathname, search, href: pathname + search })
  },
)

test('a page that says no place begins where it is told to, and any other where it says', () => {
  const given: unknown[] = []
  const page = pageAt('')
  page.history.replaceState = (...entry: unknown[]) => void given.push(entry[2])
  placesBehindHash(page, '/accounts')
  expect(given[0]).toBe('#/accounts')
  expect(placesBehindHash(pageAt('#/activity'), '/accounts').location.pathname).toBe('/activity')
})

test('a place is an address of the same page', () => {
  expect(placesBehindHash(pageAt('')).createHref('/accounts?show=shared')).toBe(
    '/app/index.html?popup#/accounts?show=shared',
  )
})
