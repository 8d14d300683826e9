import { expect, test } from 'vitest'
import { digitsOf } from './digits.ts'

test.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['Your code: 12-34-56.', '123456'],
  ['1234567', '123456'],
  ['１２３４５６', '123456'],
  ['abc', ''],
  ['', ''],
])('of %j the digits are %j', (text, digits) => {
  expect(digitsOf(text, 6)).toBe(digits)
})
