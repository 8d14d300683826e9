import { z } from 'zod'
import { answer, bytes, count, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'

/** Opens a box by which two devices of one member exchange the messages of an approval. */
export const OpenApproval = request({ approvalId: id })
export type OpenApproval = z.infer<typeof OpenApproval>

/** The message that comes next; the server reads nothing of it. */
export const ApprovalMessage = request({
  index: count(0, LIMITS.approvalMessages - 1),
  body: bytes(1, 8192),
})
export type ApprovalMessage = z.infer<typeof ApprovalMessage>

export const ApprovalMessages = answer({
  messages: z.array(answer({ index: count(0), from: id, body: bytes(1, 8192) })),
})
export type ApprovalMessages = z.infer<typeof ApprovalMessages>

export const Approvals = answer({
  approvals: z.array(answer({ approvalId: id, openedBy: id, expiresAt: time, messages: count(0) })),
})
export type Approvals = z.infer<typeof Approvals>
