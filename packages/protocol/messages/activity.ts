import { z } from 'zod'
import { answer, bytes, count, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { ActivityHead } from './sync.ts'

/** What this device did, as `ActivityStatement`s of `@keyward/log`. One that is known is no error. */
export const ReportActivity = request({
  statements: z.array(bytes(1, LIMITS.statement)).min(1).max(LIMITS.statements),
})
export type ReportActivity = z.infer<typeof ReportActivity>
export const ActivityReported = answer({ head: ActivityHead })
export type ActivityReported = z.infer<typeof ActivityReported>

/** Which entries to show; without a filter they come in an unbroken chain. */
export const ActivityQuery = request({
  from: count(1).optional(),
  limit: count(1, LIMITS.page).optional(),
  memberId: id.optional(),
  accountId: id.optional(),
  event: z.string().max(50).optional(),
  after: time.optional(),
  before: time.optional(),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>

/** Entries as `encodeActivity` of `@keyward/log`, in their order. */
export const Activity = answer({
  entries: z.array(bytes(1, 16_384)),
  head: ActivityHead,
  hasMore: z.boolean(),
})
export type Activity = z.infer<typeof Activity>
