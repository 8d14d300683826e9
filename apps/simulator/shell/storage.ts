export const AREAS = ['state', 'secure', 'blobs', 'keys'] as const

export type Area = (typeof AREAS)[number]

/** What one phone keeps. Values are whatever can be cloned, keys of the browser's cryptography too. */
export interface PhoneStorage {
  /** Undefined when nothing is there. */
  get(area: Area, key: string): Promise<unknown>
  /**
   * Changes one value and resolves once it is kept, or reads without a change: nothing can come
   * between. The function is given what is there and returns what is to be there.
   */
  change(area: Area, key: string, make: (held: unknown) => Change): Promise<void>
}

export type Change =
  | { readonly type: 'put'; readonly value: unknown }
  | { readonly type: 'delete' }
  | { readonly type: 'keep' }

/** A storage that ends with its object. */
export function memoryStorage(): PhoneStorage {
  const held = new Map<string, unknown>()
  return {
    async get(area, key) {
      return structuredClone(held.get(`${area} ${key}`))
    },
    async change(area, key, make) {
      const name = `${area} ${key}`
      const change = make(structuredClone(held.get(name)))
      if (change.type === 'put') held.set(name, structuredClone(change.value))
      if (change.type === 'delete') held.delete(name)
    },
  }
}
