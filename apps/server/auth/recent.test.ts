import { describe, expect, test } from 'vitest'
import { Recent } from './recent.ts'

describe('what is kept of the most recent', () => {
  test('is no more than so many, and what was not asked for goes first', () => {
    const recent = new Recent<number>(2)
    recent.set('a', 1)
    recent.set('b', 2)
    expect(recent.get('a')).toBe(1)
    recent.set('c', 3)
    expect(recent.size).toBe(2)
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3])
  })
})
