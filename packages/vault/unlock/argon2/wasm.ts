import type { Argon2id } from '@keyward/primitives/kdf'
import { argon2id } from 'hash-wasm'

/** Argon2id by hash-wasm, for browsers; the page's policy has to allow `wasm-unsafe-eval`. */
export const wasmArgon2id: Argon2id = ({ memoryKiB, length, ...input }) =>
  argon2id({ ...input, memorySize: memoryKiB, hashLength: length, outputType: 'binary' })
