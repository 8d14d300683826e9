import { z } from 'zod'
import { answer, count, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { domain } from './directory.ts'

/** Where the app ran that did not work. */
export const REPORT_PLATFORMS = ['android', 'ios', 'browser', 'program'] as const
export type ReportPlatform = (typeof REPORT_PLATFORMS)[number]

/** How far it got. */
export const REPORT_STEPS = [
  'no-passkey-button',
  'create',
  'saved-but-refused',
  'sign-in',
  'signed-but-refused',
  'other',
] as const
export type ReportStep = (typeof REPORT_STEPS)[number]

/** What went wrong, as the person or the program saw it. The set is closed, so that nothing leaks. */
export const REPORT_CODES = [
  'none-shown',
  'not-offered',
  'cancelled',
  'no-match',
  'excluded',
  'not-allowed',
  'not-supported',
  'security',
  'origin-refused',
  'timeout',
  'offline',
  'unknown',
] as const
export type ReportCode = (typeof REPORT_CODES)[number]

const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() === text && !/\p{Cc}/u.test(text), {
      message: 'has surrounding space or control characters',
    })

/**
 * That an app does not work. It has no username and nothing of an account. The text is not sealed:
 * administrators and the server can read it.
 */
export const ReportApp = request({
  /** Made by the client, so that the same report twice is one. */
  reportId: id,
  platform: z.enum(REPORT_PLATFORMS),
  step: z.enum(REPORT_STEPS),
  code: z.enum(REPORT_CODES),
  rpId: z.union([domain, z.literal('localhost')]),
  appName: line(200).min(1),
  text: z.string().max(LIMITS.reportText).nullable(),
})
export type ReportApp = z.infer<typeof ReportApp>

export const AppReport = answer({
  reportId: id,
  platform: z.enum(REPORT_PLATFORMS),
  step: z.enum(REPORT_STEPS),
  code: z.enum(REPORT_CODES),
  rpId: z.string().max(253),
  appName: z.string().max(200),
  text: z.string().max(LIMITS.reportText).nullable(),
  memberId: id,
  reportedAt: time,
  closedAt: time.nullable(),
  closedBy: id.nullable(),
})
export type AppReport = z.infer<typeof AppReport>

export const ReportsQuery = request({
  state: z.enum(['open', 'all']).optional(),
  limit: count(1, LIMITS.page).optional(),
})
export type ReportsQuery = z.infer<typeof ReportsQuery>

/** The newest first. */
export const Reports = answer({ reports: z.array(AppReport) })
export type Reports = z.infer<typeof Reports>

/**
 * Whom members of the workspace turn to. The server keeps it, and could change it: it is no part of
 * the signed chain.
 */
export const SupportContact = answer({
  /** An address, a number or a page; empty for none. */
  contact: z.string().max(LIMITS.supportContact),
})
export type SupportContact = z.infer<typeof SupportContact>

export const PutSupportContact = request({ contact: line(LIMITS.supportContact) })
export type PutSupportContact = z.infer<typeof PutSupportContact>
