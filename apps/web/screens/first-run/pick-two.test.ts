import { expect, test } from 'vitest'
import { pickTwo } from './pick-two.ts'

test('each pair of different positions comes up, in order, and no other', () => {
  const seen = new Set<string>()
  for (let first = 0; first < 4; first += 1)
    for (let second = 0; second < 3; second += 1) {
      const given = [first, second]
      const pair = pickTwo(4, () => given.shift() ?? 0)
      expect(pair[0]).toBeLessThan(pair[1])
      seen.add(pair.join())
    }
  expect([...seen].toSorted()).toStrictEqual(['0,1', '0,2', '0,3', '1,2', '1,3', '2,3'])
})
