import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../port.ts'
import type { Handles } from './contract.ts'

const RUNS = process.env['KEYWARD_LONG'] === '1' ? 300 : 25

const key = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'a\0', '\ud800', '\udfff', '\u{1f600}'),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const change: fc.Arbitrary<Change> = fc.record({
  collection: fc.constantFrom('meta', 'writes'),
  key,
  value: fc.option(fc.uint8Array({ maxLength: 5 })),
})

export function modelled({ one, two }: Handles): void {
  test('any batches leave what a plain sorted map would hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 5 }), key, check),
      { numRuns: RUNS },
    )
  })

  async function check(batches: Change[][], after: string): Promise<void> {
    const model = { meta: new Map<string, Uint8Array>(), writes: new Map<string, Uint8Array>() }
    await one().erase()
    for (const batch of batches) {
      await one().write(batch)
      for (const { collection, key: at, value } of batch) {
        const rows = model[collection as 'meta' | 'writes']
        if (value === null) rows.delete(at)
        else rows.set(at, value)
      }
    }
    for (const collection of ['meta', 'writes'] as const) {
      const rows = [...model[collection].keys()].toSorted().map((at) => ({
        key: at,
        value: model[collection].get(at),
      }))
      expect(await two().list(collection)).toEqual(rows)
      const page = rows.filter((row) => row.key > after).slice(0, 2)
      expect(await two().list(collection, { after, limit: 2 })).toEqual(page)
      expect(await two().count(collection)).toBe(rows.length)
      expect(await two().get(collection, after)).toEqual(model[collection].get(after))
    }
  }
}
