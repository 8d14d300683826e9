import { concatBytes } from '@keyward/codec'
import type { EDDSA, PublicKey } from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import type { EddsaRequest } from '../assertion/assertion.ts'
import { idToBytes } from '../deal/fields.ts'
import { deriveScalarHalf } from '../halves/eddsa.ts'
import {
  deriveNonce,
  type EdPoint,
  Fl,
  joinNonces,
  readPoint,
  timesBase,
  writeEd25519,
} from '../scalars/ed25519.ts'
import { type CheckedRequest, takeParts } from './checked-request.ts'
import { seedOf } from './signer-share.ts'

type Ed25519Key = Extract<PublicKey, { algorithm: typeof EDDSA }>

/**
 * R1 ‖ s1, 64 bytes: the signer's nonce and its half of S.
 *
 * The nonce is made here and leaves together with the half that uses it. There is no way of asking
 * for one beforehand, which the forgery of "On the (in)security of ROS" (Benhamouda and others, 2020)
 * needs 253 of: it chooses its messages after it has seen the nonces. Answering a request again is
 * harmless, as the second answer has a nonce of its own.
 *
 * A nonce of the grantee's that has a part of small order spoils the grantee's own signature, and
 * nothing else: the signer's half depends on it through hashes alone.
 *
 * @throws {CosigningError} `request.answered` when the checked request was answered before
 */
export function answerEddsa(checked: CheckedRequest<EddsaRequest>, random: Random): Uint8Array {
  const { share, request, message } = takeParts(checked)
  const a1 = deriveScalarHalf(seedOf(share), idToBytes(request.dealId))
  const { x: publicKey } = share.deal.publicKey as Ed25519Key
  const round = { publicKey, d: request.d, e: request.e, message }
  const k1 = deriveNonce(random(32), writeEd25519(a1), round)
  const r1 = timesBase(k1)
  const points = { r1, d: readPoint(request.d) as EdPoint, e: readPoint(request.e) as EdPoint }
  const { challenge } = joinNonces(round, points)
  return concatBytes(r1.toBytes(), writeEd25519(Fl.add(k1, Fl.mul(challenge, a1))))
}
