import { equalBytes } from '@keyward/codec'
import { EDDSA, ES256, RS256 } from '@keyward/primitives/keys'
import type { EddsaRequest, Es256Request, SigningRequest } from '../assertion/assertion.ts'
import type { Deal } from '../deal/deal.ts'
import { idToBytes } from '../deal/fields.ts'
import { CosigningError } from '../error.ts'
import { deriveTag, deriveTagKey } from '../halves/es256.ts'
import { readPoint } from '../scalars/ed25519.ts'
import { Fn, readP256 } from '../scalars/p256.ts'
import { type AssertionPolicy, checkAssertion } from './check-assertion.ts'
import { CheckedRequest } from './checked-request.ts'
import { seedOf, type SignerShare } from './signer-share.ts'

const NUMBERS = { ES256, EdDSA: EDDSA, RS256 } as const

/**
 * Checks everything about a request that can be known without a store: that it is for this deal, that
 * it signs in at the deal's site and does nothing else, and that its index, r and tag, or its points,
 * are the dealer's or canonical. Whose session sent it, whether the grant lives, and whether the index
 * was answered before, is for whoever keeps those.
 *
 * Nothing is answered without this: the answering functions take what it returns.
 *
 * @throws {CosigningError} `request.*` or `assertion.*`, the first rule that it breaks
 */
export function checkRequest<R extends SigningRequest>(
  share: SignerShare,
  request: R,
  policy: AssertionPolicy,
): CheckedRequest<R> {
  const { deal } = share
  if (request.dealId !== deal.dealId)
    throw new CosigningError('request.deal', 'The request is for another deal.')
  if (NUMBERS[request.algorithm] !== deal.publicKey.algorithm)
    throw new CosigningError('request.algorithm', 'The deal is for another algorithm.')
  // What is checked is what is answered, even if whoever holds the request writes to it meanwhile.
  const own = copyOf(request)
  const message = checkAssertion(deal, own, policy)
  if (own.algorithm === 'ES256') checkRow(seedOf(share), deal, own)
  if (own.algorithm === 'EdDSA') checkPoints(own)
  return new CheckedRequest(share, own, message)
}

function checkRow(seed: Uint8Array, deal: Deal, request: Es256Request): void {
  const { index } = request
  if (!Number.isInteger(index) || index < 0 || index >= deal.count)
    throw new CosigningError('request.index', 'The deal has no row of this index.')
  const r = readP256(request.r)
  if (r === undefined || Fn.is0(r))
    throw new CosigningError('request.r', 'r is a number from 1 to n - 1 in 32 bytes.')
  const row = { dealId: idToBytes(deal.dealId), index }
  const tagKey = deriveTagKey(seed)
  if (!equalBytes(deriveTag(tagKey, row, request.r), request.tag))
    throw new CosigningError('request.tag', 'The tag is not the one that the dealer made.')
  tagKey.fill(0)
}

function checkPoints({ d, e }: EddsaRequest): void {
  if (readPoint(d) === undefined || readPoint(e) === undefined) {
    const message = 'A nonce is the canonical form of a point that is not of small order.'
    throw new CosigningError('request.point', message)
  }
}

function copyOf<R extends SigningRequest>(request: R): R {
  const members = Object.entries(request).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Uint8Array.from(value) : value,
  ])
  return Object.fromEntries(members) as R
}
