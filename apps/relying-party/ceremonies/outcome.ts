import type { Refusal } from '../errors.ts'
import type { CeremonyReport } from '../store/records.ts'

/** How a ceremony ended. The report is for its session, whichever way it went. */
export type Outcome<T> =
  | { ok: true; report: CeremonyReport; value: T }
  | { ok: false; report: CeremonyReport; refusal: Refusal }

/** A refused ceremony, with the reason in its report. */
export function refused(report: CeremonyReport, reason: string, refusal: Refusal): Outcome<never> {
  return { ok: false, report: { ...report, refusal: reason }, refusal }
}

/** The message of whatever a verification threw. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The answer could not be read.'
}
