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
  /** Only entries of the log of so many entries, each proven to be in it. */
  provenAt: count(1).optional(),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>

/** Entries as `encodeActivity` of `@keyward/log`, in their order. */
export const Activity = answer({
  entries: z.array(bytes(1, 16_384)),
  head: ActivityHead,
  hasMore: z.boolean(),
  /** For each entry the hashes of its proof (RFC 9162); null where none were asked for. */
  proofs: z.array(z.array(bytes(32)).max(64)).nullable(),
})
export type Activity = z.infer<typeof Activity>
