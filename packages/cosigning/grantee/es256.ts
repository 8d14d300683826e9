import { concatBytes, ecdsaToDer } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type Assertion, type Es256Request, messageOf } from '../assertion/assertion.ts'
import { CosigningError } from '../error.ts'
import { Fn, readP256, reduceP256, verifyEs256, writeP256 } from '../scalars/p256.ts'
import { type Es256Row, type RowParts, takeRow } from './es256-row.ts'
import { PendingSignIn, type Started, takePending, unverified } from './pending.ts'

interface Es256Parts extends RowParts {
  readonly message: Uint8Array
}

export type PendingEs256 = PendingSignIn<Es256Parts>

/**
 * Spends a row on one sign-in. The device has marked its index as spent, durably, before it sends
 * the request, and never sends another with it.
 *
 * @throws {CosigningError} `assertion.*` for wrong lengths, and the row is not spent;
 *   `share.spent` when it was
 */
export function startEs256(row: Es256Row, assertion: Assertion): Started<Es256Request, Es256Parts> {
  const message = messageOf(assertion)
  const { deal, publicKey, bytes } = takeRow(row)
  const request: Es256Request = {
    algorithm: 'ES256',
    dealId: deal.dealId,
    index: row.index,
    r: bytes.slice(64, 96),
    tag: bytes.slice(96),
    authenticatorData: message.slice(0, 37),
    clientDataHash: message.slice(37),
  }
  return { request, pending: new PendingSignIn({ deal, publicKey, bytes, message }) }
}

/**
 * The signature in DER, made of the signer's answer and the row, which is wiped. It is verified under
 * the passkey's public key before it is returned; s may be high.
 *
 * @throws {CosigningError} `answer.malformed`, `answer.signature`; `share.spent` the second time
 */
export function finishEs256(pending: PendingEs256, answer: Uint8Array): Uint8Array {
  const { publicKey, bytes, message } = takePending(pending)
  const [u2, v2, r] = [0, 32, 64].map((at) => readP256(bytes.subarray(at, at + 32)) as bigint)
  bytes.fill(0)
  const s1 = readP256(answer)
  if (s1 === undefined)
    throw new CosigningError('answer.malformed', 'The answer is a number below n in 32 bytes.')
  const m = reduceP256(sha256(message))
  const s2 = Fn.add(Fn.mul(m, u2 as bigint), Fn.mul(r as bigint, v2 as bigint))
  const numbers = concatBytes(writeP256(r as bigint), writeP256(Fn.add(s1, s2)))
  const signature = ecdsaToDer(numbers)
  if (!verifyEs256(publicKey, message, signature)) throw unverified()
  return signature
}
