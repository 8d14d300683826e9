import type { KeyStore } from '../key-store.ts'

/** A key store in memory. */
export function memoryKeys(): KeyStore {
  const keys = new Map<string, CryptoKey | CryptoKeyPair>()
  return {
    get: async <T>(name: string) => keys.get(name) as T | undefined,
    put: async (name, key) => void keys.set(name, key),
    async putFirst(name, key) {
      const known = keys.get(name)
      if (known !== undefined) return known as CryptoKey
      keys.set(name, key)
      return key
    },
  }
}
