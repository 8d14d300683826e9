import { concatBytes } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { Unprintable } from '@keyward/primitives/unprintable'
import { type Assertion, type EddsaRequest, messageOf } from '../assertion/assertion.ts'
import { parseShare } from '../deal/sealed.ts'
import { CosigningError } from '../error.ts'
import {
  type EddsaRound,
  type EdPoint,
  Fl,
  isOfPrimeOrder,
  joinNonces,
  readEd25519,
  readPoint,
  reduceEd25519,
  timesBase,
  timesPublic,
  verifyEddsa,
  writeEd25519,
} from '../scalars/ed25519.ts'
import type { AcceptedDeal } from './accept-deal.ts'
import { PendingSignIn, type Started, takePending, unverified } from './pending.ts'

interface Half {
  readonly a2: bigint
  /** A1 = A - a2·B, what the signer's half has to fit. */
  readonly a1Point: EdPoint
}

interface EddsaParts {
  readonly half: Half
  readonly round: EddsaRound
  readonly nonces: { readonly d: bigint; readonly e: bigint }
  readonly points: { readonly d: EdPoint; readonly e: EdPoint }
}

export type PendingEddsa = PendingSignIn<EddsaParts>

let halfOf: (share: EddsaGranteeShare) => Half

/** The grantee's half of an Ed25519 key: for any number of sign-ins, each with the signer. */
export class EddsaGranteeShare extends Unprintable {
  readonly deal: AcceptedDeal
  readonly publicKey: Uint8Array
  readonly #half: Half

  static {
    halfOf = (share) => share.#half
  }

  constructor(deal: AcceptedDeal, publicKey: Uint8Array, half: Half) {
    super("grantee's share")
    this.deal = deal
    this.publicKey = publicKey
    this.#half = half
  }
}

/**
 * Reads the grantee's half as it was sealed to the device.
 *
 * @throws {CosigningError} `share.malformed`; `share.deal` when it is not the grantee's half of this
 *   deal; `deal.public-key` when the public key is no canonical point of prime order
 */
export function parseEddsaShare(deal: AcceptedDeal, opened: Uint8Array): EddsaGranteeShare {
  const { publicKey } = deal
  if (!('x' in publicKey) || 'y' in publicKey)
    throw new CosigningError('share.deal', 'The deal is not for EdDSA.')
  const a2 = readEd25519(parseShare('grantee', deal, opened))
  if (a2 === undefined)
    throw new CosigningError('share.malformed', "The grantee's half is a number below L.")
  const point = readPoint(publicKey.x)
  if (point === undefined || !isOfPrimeOrder(point))
    throw new CosigningError('deal.public-key', 'The public key is no point of prime order.')
  return new EddsaGranteeShare(deal, publicKey.x, { a2, a1Point: point.subtract(timesBase(a2)) })
}

/**
 * Makes the nonces of one sign-in, which serve no other.
 *
 * @throws {CosigningError} `assertion.*` for wrong lengths
 */
export function startEddsa(
  share: EddsaGranteeShare,
  assertion: Assertion,
  random: Random,
): Started<EddsaRequest, EddsaParts> {
  const message = messageOf(assertion)
  const nonces = { d: makeScalar(random), e: makeScalar(random) }
  const points = { d: timesBase(nonces.d), e: timesBase(nonces.e) }
  const [d, e] = [points.d.toBytes(), points.e.toBytes()]
  const request: EddsaRequest = {
    algorithm: 'EdDSA',
    dealId: share.deal.dealId,
    d,
    e,
    authenticatorData: message.slice(0, 37),
    clientDataHash: message.slice(37),
  }
  const round = { publicKey: share.publicKey, d: new Uint8Array(d), e: new Uint8Array(e), message }
  return { request, pending: new PendingSignIn({ half: halfOf(share), round, nonces, points }) }
}

/**
 * The signature, 64 bytes, made of the signer's answer and the grantee's nonces, which are given up.
 * The answer is checked by itself, and the signature under the passkey's public key, before it is
 * returned.
 *
 * @throws {CosigningError} `answer.malformed`, `answer.point`, `answer.half`, `answer.signature`;
 *   `share.spent` the second time
 */
export function finishEddsa(pending: PendingEddsa, answer: Uint8Array): Uint8Array {
  const { half, round, nonces, points } = takePending(pending)
  const s1 = answer.length === 64 ? readEd25519(answer.subarray(32)) : undefined
  if (s1 === undefined)
    throw new CosigningError('answer.malformed', 'The answer is a point and a number below L.')
  const r1 = readPoint(answer.subarray(0, 32))
  if (r1 === undefined) {
    const message = "The signer's nonce is no point in canonical form, or of small order."
    throw new CosigningError('answer.point', message)
  }
  const { r, rho, challenge } = joinNonces(round, { ...points, r1 })
  // Without a cofactor: what is equal lies in the group of prime order, and so does R1.
  if (!timesBase(s1).equals(r1.add(timesPublic(half.a1Point, challenge))))
    throw new CosigningError(
      'answer.half',
      "The signer's half does not fit its nonce and this deal.",
    )
  const nonce = Fl.add(nonces.d, Fl.mul(rho, nonces.e))
  const s = Fl.add(Fl.add(s1, nonce), Fl.mul(challenge, half.a2))
  const signature = concatBytes(r, writeEd25519(s))
  if (!verifyEddsa(round.publicKey, round.message, signature)) throw unverified()
  return signature
}

function makeScalar(random: Random): bigint {
  for (;;) {
    const scalar = reduceEd25519(random(48))
    if (!Fl.is0(scalar)) return scalar
  }
}
