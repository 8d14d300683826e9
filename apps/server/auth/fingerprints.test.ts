import { expect, test } from 'vitest'
import { Fingerprints } from './fingerprints.ts'

const COUNT = 20_000

test('a set of fingerprints knows all that was added, and nothing else, while it grows', () => {
  const set = new Fingerprints()
  for (let made = 0; made < COUNT; made += 1) expect(set.add(`text ${made}`)).toBe(true)
  expect(set.size).toBe(COUNT)
  for (let made = 0; made < COUNT; made += 1) {
    expect(set.has(`text ${made}`)).toBe(true)
    expect(set.has(`other ${made}`)).toBe(false)
  }
})

test('what is added twice was there the second time, and counts once', () => {
  const set = new Fingerprints()
  expect([set.add('one'), set.add('one'), set.size]).toEqual([true, false, 1])
})
