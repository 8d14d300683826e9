import type { Argon2id } from '@keyward/primitives/kdf'
import { argon2d } from 'hash-wasm'

/** Argon2d by hash-wasm, for browsers: as Argon2id, it needs `wasm-unsafe-eval`. */
export const wasmArgon2d: Argon2id = ({ memoryKiB, length, ...input }) =>
  argon2d({ ...input, memorySize: memoryKiB, hashLength: length, outputType: 'binary' })
