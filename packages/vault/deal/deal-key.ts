import type { Random } from '@keyward/primitives/signature'
import { Unprintable } from '@keyward/primitives/unprintable'
import { VaultError } from '../error.ts'
import { WRAPPING_SEED_LENGTH, wrappingPublicKey } from '../keyset/hpke.ts'
import { SecretBytes } from '../secret-bytes.ts'

/**
 * A device's own HPKE key, to which Owners seal its halves of deals. It is the device's, not the
 * member's: what is sealed to one device opens on no other. It can't print.
 */
export class DealKey extends Unprintable {
  /** X-Wing, 1,216 bytes. */
  readonly publicPart: Uint8Array
  /** The X-Wing seed, 32 bytes. */
  readonly seed: SecretBytes

  /** Made by `makeDealKey` and `parseDealKey`. */
  constructor(seed: SecretBytes, publicPart: Uint8Array) {
    super('deal key')
    this.seed = seed
    this.publicPart = publicPart
  }
}

/** Makes a new one. Its seed is kept sealed on its device, and leaves it never. */
export function makeDealKey(random: Random): Promise<DealKey> {
  return parseDealKey(random(WRAPPING_SEED_LENGTH))
}

/** The key of a seed of 32 bytes. @throws {VaultError} `keyset.malformed` */
export async function parseDealKey(seed: Uint8Array): Promise<DealKey> {
  if (seed.length !== WRAPPING_SEED_LENGTH)
    throw new VaultError('keyset.malformed', 'The seed of a deal key has 32 bytes.')
  const secret = new SecretBytes(seed, 'deal key seed')
  return new DealKey(secret, await wrappingPublicKey(secret))
}
