import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gather } from './gathering.ts'

describe('gathering', () => {
  test('gives every item once, in order, however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer(), { nil: undefined })),
        fc.integer({ min: 1, max: 9 }),
        (all, step) => {
          const gathering = gather(all)
          let pieces = 0
          while (!gathering.isWhole) {
            gathering.take(() => true, step)
            pieces += 1
          }
          expect(gathering.items).toEqual(all.filter((one) => one !== undefined))
          expect(pieces).toBe(Math.floor(all.length / step) + 1)
        },
      ),
    )
  })

  test('goes on until it is told to stop', () => {
    const gathering = gather(Array.from({ length: 100 }, (_, at) => at))
    let asked = 0
    gathering.take(() => (asked += 1) === 3, 10)
    expect(gathering.items).toHaveLength(30)
    expect(gathering.isWhole).toBe(false)
  })
})
