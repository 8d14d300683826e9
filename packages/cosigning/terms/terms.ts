import type { RecordShape } from '@keyward/codec/records'
import type { IdentityKey } from '@keyward/primitives/identity'
import { TERMS } from '../labels.ts'
import { limitsField } from './limits.ts'
import { requireEqual, requireSigner, type StatementSigner } from './signers.ts'
import { fieldsFor, makeStatement, type Signed } from './statement.ts'

const { id, integer } = fieldsFor('terms')

const MEMBERS = {
  workspaceId: id,
  accountId: id,
  /** The grantee. */
  memberId: id,
  /** From 1, and one more for each change. */
  version: integer(1),
  limits: limitsField,
  authorId: id,
  /** The author's device, whose key signs. */
  deviceId: id,
}
const format = makeStatement('terms', TERMS, MEMBERS)

/** What an owner of an account signs about the use that one member has of it. Ids are base64url. */
export type Terms = RecordShape<typeof MEMBERS>
export type SignedTerms = Terms & Signed

/** What the reader of terms knows. */
export interface ExpectedTerms {
  readonly workspaceId: string
  readonly accountId: string
  readonly memberId: string
  /** Devices of the account's owners. */
  readonly signers: readonly StatementSigner[]
}

/** @throws {CosigningError} `terms.malformed` when they are none that could be read again */
export function signTerms(key: IdentityKey, terms: Terms): Uint8Array {
  return format.sign(key, terms)
}

/**
 * Reads terms without knowing whether anybody signed them.
 *
 * @throws {CosigningError} `terms.version` when they are of a later version of the format,
 *   `terms.malformed` for all else
 */
export function parseTerms(encoded: Uint8Array): SignedTerms {
  return format.parse(encoded)
}

/** What `parseTerms` accepted, byte for byte. */
export function encodeTerms(terms: SignedTerms): Uint8Array {
  return format.encode(terms)
}

/**
 * Reads terms that an owner of the account signed. Which of two versions counts is for the caller.
 *
 * @throws {CosigningError} as `parseTerms`; `terms.workspace`, `terms.account`, `terms.member` when
 *   they are for another; `terms.signer` when the author is none of the signers, `terms.signature`
 */
export function openTerms(encoded: Uint8Array, expected: ExpectedTerms): Terms {
  const { signature, ...terms } = parseTerms(encoded)
  requireEqual(terms.workspaceId, expected.workspaceId, 'terms.workspace')
  requireEqual(terms.accountId, expected.accountId, 'terms.account')
  requireEqual(terms.memberId, expected.memberId, 'terms.member')
  requireSigner('terms', format, { ...terms, signature }, expected.signers)
  return terms
}
