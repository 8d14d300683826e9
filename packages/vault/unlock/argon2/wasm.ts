import type { Argon2id } from '@keyward/primitives/kdf'

/**
 * Argon2id by hash-wasm, for browsers; the page's policy has to allow `wasm-unsafe-eval`. It is loaded
 * when a passphrase is first stretched.
 */
export const wasmArgon2id: Argon2id = async ({ memoryKiB, length, ...input }) => {
  const { argon2id } = await import('hash-wasm')
  return argon2id({ ...input, memorySize: memoryKiB, hashLength: length, outputType: 'binary' })
}
