import { z } from 'zod'
import { answer, bytes, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'

/** `SignInApproval` or `ApprovalWindow` of `@keyward/cosigning/terms`. */
const statement = bytes(1, LIMITS.statement)
/** What the approver is shown, sealed to one Owner; opaque here. */
const body = bytes(1, LIMITS.approvalBody)
const assertion = { authenticatorData: bytes(37), clientDataHash: bytes(32) }

/** Asks the Owners of an account to approve one sign-in by a deal. */
export const AskApproval = request({
  approvalId: id,
  dealId: id,
  /** `signInBinding` of `@keyward/cosigning/terms`. */
  binding: bytes(32),
  ...assertion,
  sealed: z
    .array(request({ memberId: id, body }))
    .min(1)
    .max(LIMITS.approvers),
})
export type AskApproval = z.infer<typeof AskApproval>
export const ApprovalAsked = answer({ expiresAt: time })
export type ApprovalAsked = z.infer<typeof ApprovalAsked>

export const SIGN_IN_APPROVAL_STATES = ['open', 'approved', 'declined', 'used'] as const

export const SignInApprovals = answer({
  /** Open ones, of accounts that the caller owns. */
  asked: z.array(
    answer({
      approvalId: id,
      accountId: id,
      dealId: id,
      memberId: id,
      deviceId: id,
      binding: bytes(32),
      ...assertion,
      body,
      expiresAt: time,
    }),
  ),
  /** Those that this device asked for, until they expire. */
  mine: z.array(
    answer({
      approvalId: id,
      state: z.enum(SIGN_IN_APPROVAL_STATES),
      statement: statement.nullable(),
      expiresAt: time,
    }),
  ),
})
export type SignInApprovals = z.infer<typeof SignInApprovals>

export const AnswerSignInApproval = request({ statement })
export type AnswerSignInApproval = z.infer<typeof AnswerSignInApproval>

/** Approves the sign-ins of one grantee beforehand, for some hours. */
export const OpenApprovalWindow = request({ statement })
export type OpenApprovalWindow = z.infer<typeof OpenApprovalWindow>
export const ApprovalWindowOpened = answer({ windowId: id })
export type ApprovalWindowOpened = z.infer<typeof ApprovalWindowOpened>

/** Of accounts that the caller owns, and its own as a grantee. Those that are over are left out. */
export const ApprovalWindows = answer({
  windows: z.array(
    answer({
      windowId: id,
      accountId: id,
      memberId: id,
      authorId: id,
      from: time,
      until: time,
      statement,
    }),
  ),
})
export type ApprovalWindows = z.infer<typeof ApprovalWindows>
