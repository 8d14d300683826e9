import { sha256 } from '@keyward/primitives/hash'
import type { Es256Request } from '../assertion/assertion.ts'
import { idToBytes } from '../deal/fields.ts'
import { deriveHalves } from '../halves/es256.ts'
import { Fn, readP256, reduceP256, writeP256 } from '../scalars/p256.ts'
import { type CheckedRequest, takeParts } from './checked-request.ts'
import { seedOf } from './signer-share.ts'

/**
 * s1 = m·u1 + r·v1, 32 bytes.
 *
 * Two answers for one index give the private key away. So this is called after `next = index + 1`
 * is committed for good in the signer's own store, and never when that is uncertain.
 *
 * @throws {CosigningError} `request.answered` when the checked request was answered before
 */
export function answerEs256(checked: CheckedRequest<Es256Request>): Uint8Array {
  const { share, request, message } = takeParts(checked)
  const row = { dealId: idToBytes(request.dealId), index: request.index }
  const { u1, v1 } = deriveHalves(seedOf(share), row)
  const m = reduceP256(sha256(message))
  const r = readP256(request.r) as bigint
  return writeP256(Fn.add(Fn.mul(m, u1), Fn.mul(r, v1)))
}
