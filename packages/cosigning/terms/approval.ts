import { equalBytes } from '@keyward/codec'
import type { RecordShape } from '@keyward/codec/records'
import type { IdentityKey } from '@keyward/primitives/identity'
import { SIGN_IN_APPROVAL } from '../labels.ts'
import { requireEqual, requireSigner, type StatementSigner } from './signers.ts'
import { fieldsFor, makeStatement, type Signed } from './statement.ts'

const { id, bytes, integer, boolean } = fieldsFor('approval')

const MEMBERS = {
  workspaceId: id,
  approvalId: id,
  accountId: id,
  dealId: id,
  /** `signInBinding` of the request, 32 bytes. */
  binding: bytes(32),
  /** 37 bytes. */
  authenticatorData: bytes(37),
  /** 32 bytes. */
  clientDataHash: bytes(32),
  /** False is a refusal, which is signed as well. */
  isApproved: boolean,
  authorId: id,
  /** The author's device, whose key signs. */
  deviceId: id,
  /** UTC milliseconds, by the author's clock. */
  at: integer(0),
}
const format = makeStatement('approval', SIGN_IN_APPROVAL, MEMBERS)

/** What an owner of an account says about one sign-in of another member. Ids are base64url. */
export type SignInApproval = RecordShape<typeof MEMBERS>
export type SignedSignInApproval = SignInApproval & Signed

/** The one sign-in that an approval is for. */
export type ApprovedSignIn = Pick<
  SignInApproval,
  'approvalId' | 'accountId' | 'dealId' | 'binding' | 'authenticatorData' | 'clientDataHash'
>

/** @throws {CosigningError} `approval.malformed` when it is none that could be read again */
export function signApproval(key: IdentityKey, approval: SignInApproval): Uint8Array {
  return format.sign(key, approval)
}

/** Nothing is known thereby about the signature. @throws {CosigningError} `approval.version`, `approval.malformed` */
export function parseApproval(encoded: Uint8Array): SignedSignInApproval {
  return format.parse(encoded)
}

/** What `parseApproval` accepted, byte for byte. */
export function encodeApproval(approval: SignedSignInApproval): Uint8Array {
  return format.encode(approval)
}

/**
 * Reads what an owner of the account signed, approval or refusal. For which sign-in it is, and
 * whether it approves, says `approves`.
 *
 * @param expected.signers devices of the owners of the account
 * @throws {CosigningError} as `parseApproval`; `approval.workspace`; `approval.signer` when the
 *   author is none of the signers, `approval.signature`
 */
export function openApproval(
  encoded: Uint8Array,
  expected: { readonly workspaceId: string; readonly signers: readonly StatementSigner[] },
): SignInApproval {
  const { signature, ...approval } = parseApproval(encoded)
  requireEqual(approval.workspaceId, expected.workspaceId, 'approval.workspace')
  requireSigner('approval', format, { ...approval, signature }, expected.signers)
  return approval
}

/** Whether the approval allows this very sign-in, and no other. Never throws. */
export function approves(approval: SignInApproval, signIn: ApprovedSignIn): boolean {
  return approval.isApproved && isAbout(approval, signIn)
}

/** Whether it speaks of this very sign-in, whatever it says. Never throws. */
export function isAbout(approval: SignInApproval, signIn: ApprovedSignIn): boolean {
  return (
    approval.approvalId === signIn.approvalId &&
    approval.accountId === signIn.accountId &&
    approval.dealId === signIn.dealId &&
    equalBytes(approval.binding, signIn.binding) &&
    equalBytes(approval.authenticatorData, signIn.authenticatorData) &&
    equalBytes(approval.clientDataHash, signIn.clientDataHash)
  )
}
