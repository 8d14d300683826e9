import { expect, test } from 'vitest'
import * as labels from './labels.ts'

test('no label is used twice, all have a version, and none is cut to the common width', () => {
  const { labelBytes, ...texts } = labels
  const all = Object.values(texts)
  expect(all.length).toBeGreaterThan(5)
  expect(new Set(all).size).toBe(all.length)
  for (const text of all) {
    expect(text).toMatch(/^keyward\/[a-z0-9-]+\/v\d+$/)
    const bytes = labelBytes(text)
    expect(bytes).toHaveLength(40)
    expect(Buffer.from(bytes).toString().replaceAll('\0', '')).toBe(text)
  }
})
