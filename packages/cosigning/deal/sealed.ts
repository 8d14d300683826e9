import { type CborValue, CodecError, decodeCbor, encodeCbor, equalBytes } from '@keyward/codec'
import { fieldsOf } from '@keyward/codec/records'
import type { SignatureAlgorithm } from '@keyward/primitives/keys'
import { CosigningError } from '../error.ts'
import type { Deal } from './deal.ts'
import { idToBytes } from './fields.ts'

const VERSION = 1

const { record, bytes, bytesUpTo, integer, oneOf, asItStands } = fieldsOf(
  (expected) => new CosigningError('share.malformed', `A member of a share has to be ${expected}.`),
)

/** 1,000 rows of 112 bytes. */
const MAX_SECRET_BYTES = 112_000

const format = record({
  v: integer(VERSION, VERSION),
  share: oneOf('signer', 'grantee'),
  algorithm: asItStands,
  dealId: bytes(16),
  secret: bytesUpTo(MAX_SECRET_BYTES),
})

/** Whose half of a deal it is. Written inside, so that one never opens as the other. */
export type ShareHolder = 'signer' | 'grantee'

/** A half of a deal as the bytes that are sealed: canonical CBOR. */
export function encodeShare(
  holder: ShareHolder,
  deal: { readonly dealId: Uint8Array; readonly algorithm: SignatureAlgorithm },
  secret: Uint8Array,
): Uint8Array {
  const members = { v: VERSION, share: holder, algorithm: deal.algorithm as CborValue }
  return encodeCbor(format.encode({ ...members, dealId: deal.dealId, secret }))
}

/**
 * The secret in a half of this deal.
 *
 * @returns a copy
 * @throws {CosigningError} `share.malformed`; `share.deal` when it is the other side's half, or that
 *   of another deal or algorithm
 */
export function parseShare(holder: ShareHolder, deal: Deal, encoded: Uint8Array): Uint8Array {
  const share = format.parse(decode(encoded))
  const fits =
    share.share === holder &&
    share.algorithm === deal.publicKey.algorithm &&
    equalBytes(share.dealId, idToBytes(deal.dealId))
  if (!fits) throw new CosigningError('share.deal', 'This is no half of this deal for this side.')
  return new Uint8Array(share.secret)
}

function decode(encoded: Uint8Array): CborValue {
  try {
    return decodeCbor(encoded)
  } catch (error) {
    // The cause says where it breaks, never what stands there.
    if (!(error instanceof CodecError)) throw error
    throw new CosigningError('share.malformed', 'The share is no canonical CBOR.', { cause: error })
  }
}
