import { z } from 'zod'
import { answer, bytes, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'

const role = z.enum(['owner', 'manager', 'collaborator'])
/** Why, sealed to those who may read it. */
const sealedNote = bytes(1, LIMITS.sealedReason).nullable()

/** A Manager asks the Owners of an account to share it with somebody. */
export const RequestShare = request({
  /** Made by the client, so that the same request twice is one. */
  requestId: id,
  accountId: id,
  memberId: id,
  role,
  sealedNote,
})
export type RequestShare = z.infer<typeof RequestShare>

/** Open ones: of accounts that the caller owns, and its own. */
export const ShareRequests = answer({
  requests: z.array(
    answer({
      requestId: id,
      accountId: id,
      memberId: id,
      role,
      sealedNote,
      askedBy: id,
      askedAt: time,
    }),
  ),
})
export type ShareRequests = z.infer<typeof ShareRequests>
