import { expect, test } from 'vitest'
import { makeRequest } from '../cases/scene.ts'
import { isFrameOf, patienceOf } from './kept-request.ts'

test.each([
  [undefined, 300_000],
  [0, 30_000],
  [29_999, 30_000],
  [60_000, 60_000],
  [4_294_967_295, 600_000],
])('a site that says %s gives a person %i milliseconds', (timeout, expected) => {
  expect(patienceOf(timeout)).toBe(expected)
})

test('[C42] a request goes on in its own document alone', () => {
  const request = makeRequest()
  expect(isFrameOf(request, { ...request.frame, windowId: 99 })).toBe(true)
  for (const change of [{ tabId: 2 }, { frameId: 1 }, { documentId: 'd2' }])
    expect(isFrameOf(request, { ...request.frame, ...change })).toBe(false)
})
