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

test('a place is an address of the same page', () => {
  expect(placesBehindHash(pageAt('')).createHref('/accounts?show=shared')).toBe(
    '/app/index.html?popup#/accounts?show=shared',
  )
})
