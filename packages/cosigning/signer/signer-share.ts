import { Unprintable } from '@keyward/primitives/unprintable'
import type { Deal } from '../deal/deal.ts'
import { parseShare } from '../deal/sealed.ts'
import { CosigningError } from '../error.ts'

const SEED_LENGTH = 32

/** @throws {CosigningError} `share.spent` when the share was wiped */
let seedOf: (share: SignerShare) => Uint8Array

/** The signer's half of one deal: a seed of which everything else is derived. */
export class SignerShare extends Unprintable {
  readonly deal: Deal
  readonly #seed: Uint8Array
  #wiped = false

  static {
    seedOf = (share) => {
      if (share.#wiped) throw new CosigningError('share.spent', 'This share was wiped.')
      return share.#seed
    }
  }

  constructor(deal: Deal, seed: Uint8Array) {
    super("signer's share")
    this.deal = deal
    this.#seed = seed
  }

  /** Overwrites the seed. Whatever is asked of this share afterwards is refused as `share.spent`. */
  wipe(): void {
    this.#wiped = true
    this.#seed.fill(0)
  }
}

/**
 * Reads the signer's half as it was sealed to K.
 *
 * @throws {CosigningError} `share.malformed`; `share.deal` when it is not the signer's half of this deal
 */
export function parseSignerShare(deal: Deal, opened: Uint8Array): SignerShare {
  const seed = parseShare('signer', deal, opened)
  if (seed.length !== SEED_LENGTH)
    throw new CosigningError('share.malformed', "The signer's half is a seed of 32 bytes.")
  return new SignerShare(deal, seed)
}

export { seedOf }
