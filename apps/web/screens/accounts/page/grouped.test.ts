import { expect, test } from 'vitest'
import { grouped } from './grouped.ts'

test.each([
  ['12345', '12345'],
  ['123456', '123\u2009456'],
  ['1234567', '123\u20094567'],
  ['12345678', '1234\u20095678'],
])('the code %s is shown as %s', (code, shown) => {
  expect(grouped(code)).toBe(shown)
})
