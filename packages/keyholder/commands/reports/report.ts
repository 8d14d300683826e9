import { encodeBase64url } from '@keyward/codec'
import type { AppReport, ReportApp } from '@keyward/protocol'
import type { Session } from '../../session.ts'

/** What a person says of an app that does not work. */
export type NewAppReport = Omit<ReportApp, 'reportId'>

/**
 * Tells the administrators that an app does not work. It goes to the server as it is, readable to it
 * and to them: a screen says so beside the text, and puts no username into it.
 *
 * @returns the id of the report
 * @throws {KeyholderError} `remote.*`, with `detail` `report.too-many`; `session.*`
 */
export async function reportApp(
  { call, platform }: Pick<Session, 'call' | 'platform'>,
  report: NewAppReport,
): Promise<string> {
  const reportId = encodeBase64url(platform.random(16))
  await call('reportApp', { body: bodyOf(reportId, report) })
  return reportId
}

/** A report as the server takes it. */
export function bodyOf(reportId: string, { text, ...report }: NewAppReport): ReportApp {
  const said = text?.trim() ?? ''
  return { ...report, reportId, text: said === '' ? null : said }
}

/**
 * Reports of the workspace, the newest first.
 *
 * @throws {KeyholderError} `remote.*` with `code` `forbidden` for who administers nothing, `session.*`
 */
export async function listReports(
  { call }: Pick<Session, 'call'>,
  state: 'open' | 'all' = 'open',
): Promise<readonly AppReport[]> {
  return (await call('listReports', { query: { state } })).reports
}

/**
 * Closes a report. One that is closed already stays as it is.
 *
 * @throws {KeyholderError} `remote.*` with `code` `forbidden` or `not_found`, `session.*`
 */
export async function closeReport(
  { call }: Pick<Session, 'call'>,
  reportId: string,
): Promise<void> {
  await call('closeReport', { params: { reportId } })
}
