import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApi } from './openapi.ts'
import { ROUTES } from './routes.ts'

test('docs/openapi.json is what the schemas say: write it anew with npm run openapi', () => {
  const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(openApi())))
})

test('every route is one operation, and nothing else is', () => {
  const paths = openApi()['paths'] as Record<string, Record<string, { operationId: string }>>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`,
    ),
  )
  const routes = Object.entries(ROUTES).map(
    ([name, { method, path }]) => `${name} ${method} ${path}`,
  )
  expect(operations.toSorted()).toEqual(routes.toSorted())
})
