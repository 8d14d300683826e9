import { describe, expect, test } from 'vitest'
import { COMMON_REFUSALS, type Route, ROUTES } from './routes.ts'
import { REFUSAL_CODES, Refusal, refusal, type RefusalCode } from './refusals.ts'

const routes = Object.entries(ROUTES) as [string, Route][]

describe('the routes', () => {
  test('no two have the same method and path', () => {
    const places = routes.map(
      ([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    )
    expect(new Set(places).size).toBe(places.length)
  })

  test('what only reads, or deletes, has no body', () => {
    const wrong = routes.filter(
      ([, { method, request }]) => (method === 'GET' || method === 'DELETE') && request !== null,
    )
    expect(wrong).toEqual([])
  })

  test('no path carries anything but ids', () => {
    const parameters = routes.flatMap(([, { path }]) => path.match(/\{\w+\}/g) ?? [])
    expect(parameters.filter((parameter) => !parameter.endsWith('Id}'))).toEqual([])
  })
})

describe('the refusals', () => {
  test('every code is refused by some route: nothing in the list is dead', () => {
    const used = new Set<RefusalCode>(
      routes.flatMap(([, { auth, refusals }]) => refusals.concat(COMMON_REFUSALS[auth])),
    )
    // Of an unknown path, and of accounts within a push: no route's own.
    for (const code of ['not_found', 'account_unknown', 'object_stale', 'username_taken'] as const)
      used.add(code)
    expect(Object.keys(REFUSAL_CODES).filter((code) => !used.has(code as RefusalCode))).toEqual([])
  })

  test('each has the status of an error and a whole sentence', () => {
    for (const code of Object.keys(REFUSAL_CODES) as RefusalCode[]) {
      const [status, sentence] = REFUSAL_CODES[code]
      expect(status, code).toBeGreaterThanOrEqual(400)
      expect(sentence, code).toMatch(/^[A-Z].*\.$/)
      expect(Refusal.parse(refusal(code))).toEqual({ code, message: sentence })
    }
  })
})
