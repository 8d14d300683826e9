import type { SealedRows } from '../rows.ts'

/** Rows in memory, unsealed. */
export function memoryRows(): SealedRows & { readonly held: Map<string, Uint8Array> } {
  const held = new Map<string, Uint8Array>()
  return {
    held,
    get: async (key) => held.get(key),
    async update(key, change) {
      const after = change(held.get(key))
      if (after === null) held.delete(key)
      else if (after !== undefined) held.set(key, after)
    },
  }
}
