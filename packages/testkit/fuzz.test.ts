import { expect, test } from 'vitest'
import { fuzzParser } from './fuzz.ts'

test('samples stay as they were, Buffers too, and one input in eight is one of them', () => {
  const texts = ['first sample', 'second sample']
  const samples = texts.map((text) => Buffer.from(text))
  const { accepted } = fuzzParser({
    name: 'samples',
    samples,
    parse: (bytes) => {
      const text = Buffer.from(bytes).toString()
      if (!texts.includes(text)) throw new RangeError(text)
    },
    isOwnError: (error) => error instanceof RangeError,
    runs: 2_000,
    seed: 7,
  })
  expect(accepted).toBeGreaterThan(200)
  expect(samples.map(String)).toEqual(texts)
})
