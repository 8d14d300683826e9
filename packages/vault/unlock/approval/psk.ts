import { encodeCbor, encodeUtf8 } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { labelledHash } from '../../digest.ts'
import { APPROVAL_ANSWER, APPROVAL_KEY_HASH, APPROVAL_PSK, APPROVAL_REQUEST } from '../../labels.ts'
import type { SecretBytes } from '../../secret-bytes.ts'
import { type ApprovalContext, approvalIds } from './handover.ts'

/** The hash of an ephemeral key as a code carries it, 32 bytes. */
export function hashApprovalKey(publicKey: Uint8Array): Uint8Array {
  return labelledHash(APPROVAL_KEY_HASH, publicKey)
}

/**
 * The pre-shared key of both messages: the code's secret, stretched to the 32 bytes that HPKE asks
 * for. It is random, not chosen, and lives for minutes: 128 bits leave nothing to guess.
 */
export function approvalPsk(
  publicKey: Uint8Array,
  secret: SecretBytes,
): { id: Uint8Array; key: Uint8Array } {
  const id = hashApprovalKey(publicKey)
  const info = encodeUtf8(APPROVAL_PSK)
  return { id, key: hkdfSha256({ ikm: secret.exportBytes(), salt: id, info }, 32) }
}

/** What binds a request to the offer and to the member. */
export function requestInfo(context: ApprovalContext, publicKey: Uint8Array): Uint8Array {
  return encodeCbor([APPROVAL_REQUEST, ...approvalIds(context), publicKey])
}

/** What binds an answer to its request. */
export function answerInfo(context: ApprovalContext, request: Uint8Array): Uint8Array {
  return encodeCbor([APPROVAL_ANSWER, ...approvalIds(context), request])
}
