import { encodeBase64url } from '@keyward/codec'
import type { PublicKey } from '@keyward/primitives/keys'
import { Unprintable } from '@keyward/primitives/unprintable'
import { encodeShare } from '../deal/sealed.ts'
import { CosigningError } from '../error.ts'

/** What the two sides get. Both are the dealer's own copies. */
export interface Halves {
  /** The signer's seed, 32 bytes. */
  readonly signer: Uint8Array
  /** The grantee's rows, scalar or exponent. */
  readonly grantee: Uint8Array
}

/**
 * Both halves of a deal, in the hands of the owner's client that made it. Together they are the key,
 * so they live until each is sealed to its side, and are wiped then.
 */
export class DealerShare extends Unprintable {
  /** 16 random bytes as base64url text. */
  readonly dealId: string
  readonly publicKey: PublicKey
  /** How many sign-ins it is for; 0 where the algorithm has no pool. */
  readonly count: number
  readonly #dealId: Uint8Array
  readonly #halves: Halves
  #wiped = false

  constructor(deal: { dealId: Uint8Array; publicKey: PublicKey; count: number }, halves: Halves) {
    super('halves of a deal')
    this.dealId = encodeBase64url(deal.dealId)
    this.publicKey = deal.publicKey
    this.count = deal.count
    this.#dealId = deal.dealId
    this.#halves = halves
  }

  /** What is sealed to the signer's key K, and to nothing else. @throws {CosigningError} `share.spent` */
  exportForSigner(): Uint8Array {
    return this.#encode('signer')
  }

  /** What is sealed to the grantee's device, and to nothing else. @throws {CosigningError} `share.spent` */
  exportForGrantee(): Uint8Array {
    return this.#encode('grantee')
  }

  /** Overwrites both halves. They can't be exported afterwards. */
  wipe(): void {
    this.#wiped = true
    this.#halves.signer.fill(0)
    this.#halves.grantee.fill(0)
  }

  #encode(holder: keyof Halves): Uint8Array {
    if (this.#wiped) throw new CosigningError('share.spent', 'These halves were wiped.')
    const { algorithm } = this.publicKey
    return encodeShare(holder, { dealId: this.#dealId, algorithm }, this.#halves[holder])
  }
}
