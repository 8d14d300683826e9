import { equalBytes } from '@keyward/codec'
import type { PublicKey, RS256 } from '@keyward/primitives/keys'
import { Unprintable } from '@keyward/primitives/unprintable'
import { type Assertion, messageOf, type Rs256Request } from '../assertion/assertion.ts'
import { parseShare } from '../deal/sealed.ts'
import { CosigningError } from '../error.ts'
import type { ModExp } from '../modexp/port.ts'
import { isBaseModulo, multiplyModulo, padMessage } from '../scalars/rsa.ts'
import type { AcceptedDeal } from './accept-deal.ts'
import { PendingSignIn, type Started, takePending, unverified } from './pending.ts'

type RsaKey = Extract<PublicKey, { algorithm: typeof RS256 }>

interface Rs256Parts {
  readonly publicKey: RsaKey
  readonly exponent: Uint8Array
  readonly message: Uint8Array
}

export type PendingRs256 = PendingSignIn<Rs256Parts>

let exponentOf: (share: Rs256GranteeShare) => Uint8Array

/** The grantee's half of an RSA key: for any number of sign-ins, each with the signer. */
export class Rs256GranteeShare extends Unprintable {
  readonly deal: AcceptedDeal
  readonly publicKey: RsaKey
  readonly #exponent: Uint8Array

  static {
    exponentOf = (share) => share.#exponent
  }

  constructor(deal: AcceptedDeal, publicKey: RsaKey, exponent: Uint8Array) {
    super("grantee's share")
    this.deal = deal
    this.publicKey = publicKey
    this.#exponent = exponent
  }
}

/**
 * Reads the grantee's half as it was sealed to the device.
 *
 * @throws {CosigningError} `share.malformed`; `share.deal` when it is not the grantee's half of this deal
 */
export function parseRs256Share(deal: AcceptedDeal, opened: Uint8Array): Rs256GranteeShare {
  const { publicKey } = deal
  if (!('n' in publicKey)) throw new CosigningError('share.deal', 'The deal is not for RS256.')
  const exponent = parseShare('grantee', deal, opened)
  if (exponent.length !== publicKey.n.length)
    throw new CosigningError('share.malformed', "The grantee's half is as long as N.")
  return new Rs256GranteeShare(deal, publicKey, exponent)
}

/** Asks for the signer's power of one sign-in. @throws {CosigningError} `assertion.*` for wrong lengths */
export function startRs256(
  share: Rs256GranteeShare,
  assertion: Assertion,
): Started<Rs256Request, Rs256Parts> {
  const message = messageOf(assertion)
  const request: Rs256Request = {
    algorithm: 'RS256',
    dealId: share.deal.dealId,
    authenticatorData: message.slice(0, 37),
    clientDataHash: message.slice(37),
  }
  const parts = { publicKey: share.publicKey, exponent: exponentOf(share), message }
  return { request, pending: new PendingSignIn(parts) }
}

/**
 * The signature, as long as N, made of both powers. It is verified under the passkey's public key
 * before it is returned.
 *
 * @throws {CosigningError} `answer.malformed`, `answer.signature`; `share.spent` the second time;
 *   what the port throws
 */
export async function finishRs256(
  pending: PendingRs256,
  answer: Uint8Array,
  modexp: ModExp,
): Promise<Uint8Array> {
  const { publicKey, exponent, message } = takePending(pending)
  const { n: modulus, e } = publicKey
  const theirs = Uint8Array.from(answer)
  if (!isBaseModulo(theirs, modulus))
    throw new CosigningError('answer.malformed', 'The answer is a number modulo N, as long as N.')
  const padded = padMessage(message, modulus.length)
  const own = await modexp({ base: padded, exponent, modulus })
  const signature = multiplyModulo(theirs, own, modulus)
  if (!isBaseModulo(signature, modulus)) throw unverified()
  const opened = await modexp({ base: signature, exponent: e, modulus })
  if (!equalBytes(opened, padded)) throw unverified()
  return signature
}
