import type { PublicKey, RS256 } from '@keyward/primitives/keys'
import type { Rs256Request } from '../assertion/assertion.ts'
import { idToBytes } from '../deal/fields.ts'
import { deriveExponentHalf } from '../halves/rs256.ts'
import type { ModExp } from '../modexp/port.ts'
import { padMessage } from '../scalars/rsa.ts'
import { type CheckedRequest, takeParts } from './checked-request.ts'
import { seedOf } from './signer-share.ts'

type RsaKey = Extract<PublicKey, { algorithm: typeof RS256 }>

/**
 * m^d1 modulo N, as long as N, where m is the padded hash that is computed here from the message:
 * no power of a number that somebody sent is ever given out.
 *
 * @throws {CosigningError} `request.answered` when the checked request was answered before
 */
export async function answerRs256(
  checked: CheckedRequest<Rs256Request>,
  modexp: ModExp,
): Promise<Uint8Array> {
  const { share, request, message } = takeParts(checked)
  const { n: modulus } = share.deal.publicKey as RsaKey
  const base = padMessage(message, modulus.length)
  const exponent = deriveExponentHalf(seedOf(share), idToBytes(request.dealId), modulus.length)
  try {
    return await modexp({ base, exponent, modulus })
  } finally {
    exponent.fill(0)
  }
}
