import type { Argon2id } from '@keyward/primitives/kdf'
import type kdbxweb from 'kdbxweb'
import { checkCost } from '../sealed/cost.ts'
import { TransferError } from '../error.ts'

export type Kdbxweb = typeof kdbxweb

/** Argon2 in the two kinds that KDBX uses; `argon2d` is what KeePass and KeePassXC choose unasked. */
export interface KdbxKdf {
  readonly argon2id: Argon2id
  readonly argon2d?: Argon2id
}

const ARGON2ID = 2
const VERSION_13 = 0x13

/**
 * Loads kdbxweb, only when a file needs it, and gives it our Argon2. The library holds one for the
 * whole process; since all implementations give the same, it does not matter whose it is.
 */
export async function loadKdbxweb({ argon2id, argon2d }: KdbxKdf): Promise<Kdbxweb> {
  const library: Kdbxweb = (await import('kdbxweb')).default
  library.CryptoEngine.setArgon2Impl(
    async (password, salt, memoryKiB, iterations, length, parallelism, type, version) => {
      const cost = checkCost({ memoryKiB, iterations, parallelism })
      const argon2 = type === ARGON2ID ? argon2id : argon2d
      if (argon2 === undefined || version !== VERSION_13)
        throw new TransferError('passphrase.kdf', 'This kind of Argon2 is not to be had here.')
      const input = { password: new Uint8Array(password), salt: new Uint8Array(salt), length }
      return toBuffer(await argon2({ ...input, ...cost }))
    },
  )
  return library
}

/** A buffer of exactly these bytes. */
export function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
