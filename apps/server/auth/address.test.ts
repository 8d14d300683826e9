import { describe, expect, test } from 'vitest'
import { addressKey, userIdentifier } from './address.ts'

describe('addresses', () => {
  test.each([
    ['Olga@Example.ORG', 'olga@example.org'],
    ['ｏｌｇａ@example.org', 'olga@example.org'],
    ['Ⅻ', 'xii'],
    ['e\u0301', 'é'],
  ])('are compared without regard to how they are written: %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })

  test('of two workspaces are two', () => {
    expect(userIdentifier('a', 'x@y')).not.toBe(userIdentifier('b', 'x@y'))
  })
})
