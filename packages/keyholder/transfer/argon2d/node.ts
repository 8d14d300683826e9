import type { Argon2id } from '@keyward/primitives/kdf'
import { argon2 } from 'node:crypto'

/** Argon2d by Node.js' OpenSSL (24.7 and later), on a thread of its own: for KeePass databases. */
export const nodeArgon2d: Argon2id = (input) =>
  // oxlint-disable-next-line promise/avoid-new -- the callback form is the only one that there is
  new Promise((resolve, reject) => {
    const parameters = {
      message: input.password,
      nonce: input.salt,
      parallelism: input.parallelism,
      tagLength: input.length,
      memory: input.memoryKiB,
      passes: input.iterations,
    }
    argon2('argon2d', parameters, (error, derived) => {
      if (error === null) resolve(new Uint8Array(derived))
      else reject(error)
    })
  })
