import { encodeBase64url } from '@keyward/codec'
import type { ReportApp } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'
import { type Records, recordsAt } from '../../provider/records.ts'
import { sealedRows } from '../../provider/rows.ts'
import type { Session } from '../../session.ts'
import type { OpenDesk } from '../keyholder.ts'
import { bodyOf, type NewAppReport } from './report.ts'

/** A report as it is kept until the server can be reached. */
interface WaitingReport extends Omit<Record<keyof ReportApp, string>, 'text'> {
  /** Empty for none. */
  readonly text: string
}

const FORM = {
  reportId: 'text',
  platform: 'text',
  step: 'text',
  code: 'text',
  rpId: 'text',
  appName: 'text',
  text: 'text',
} as const

/** As many as the server takes of one member. */
const MOST = 20

type ReportDesk = Pick<OpenDesk, 'vault'>
type ReportSession = Pick<Session, 'call' | 'platform'>

/**
 * Tells the administrators that an app does not work, as `reportApp` does. Where the server can't be
 * reached the report is kept, sealed, until `sendWaitingReports`.
 *
 * @returns what became of it
 * @throws {KeyholderError} as `reportApp`, but for `remote.offline`; `replica.*`
 */
export async function reportAppOrKeep(
  desk: ReportDesk,
  { call, platform }: ReportSession,
  report: NewAppReport,
): Promise<'sent' | 'waiting'> {
  const reportId = encodeBase64url(platform.random(16))
  const body = bodyOf(reportId, report)
  try {
    await call('reportApp', { body })
    return 'sent'
  } catch (error) {
    if (!isOffline(error)) throw error
  }
  await waiting(desk).update((before) => [...before, { ...body, text: body.text ?? '' }])
  return 'waiting'
}

/**
 * Sends what was kept, in its order. A report that came is not sent twice: its id is the same. One
 * that the server takes for no report is dropped, since it would never take it.
 *
 * @returns how many have gone
 * @throws {KeyholderError} `remote.*`: what could not be sent waits on; `session.*`, `replica.*`
 */
export async function sendWaitingReports(
  desk: ReportDesk,
  { call }: Pick<ReportSession, 'call'>,
): Promise<number> {
  const kept = waiting(desk)
  let gone = 0
  for (const { text, ...report } of await kept.list()) {
    const body = { ...report, text: text === '' ? null : text } as ReportApp
    try {
      await call('reportApp', { body })
    } catch (error) {
      if (!isRefused(error)) throw error
    }
    await kept.update((before) => before.filter(({ reportId }) => reportId !== report.reportId))
    gone += 1
  }
  return gone
}

function waiting({ vault }: ReportDesk): Records<WaitingReport> {
  return recordsAt<WaitingReport>(sealedRows(vault.context), 'reports/waiting', FORM, MOST)
}

function isOffline(error: unknown): boolean {
  return error instanceof KeyholderError && error.rule === 'remote.offline'
}

/** What is wrong with the report itself, not with who sends how many of them and when. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof KeyholderError) || error.detail === 'report.too-many') return false
  return error.code === 'bad_request' || error.code === 'object_refused'
}
