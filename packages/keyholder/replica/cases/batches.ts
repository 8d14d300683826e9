import type { Change } from '../port.ts'

const COLLECTIONS = ['writes', 'pending', 'index'] as const

/** Batch `n` of many: rows of different size in three collections, and one that counts. */
export function batchOf(n: number): Change[] {
  const rows = COLLECTIONS.map((collection, at) => ({
    collection,
    key: String(n),
    value: new Uint8Array(300 * (at + 1) ** 3).fill(n % 251),
  }))
  return [...rows, { collection: 'meta', key: 'last', value: new TextEncoder().encode(String(n)) }]
}
